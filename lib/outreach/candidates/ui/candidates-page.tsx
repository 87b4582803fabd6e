import { Shortcuts } from "@/components/client/shortcuts";
import { Filters } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Pager } from "@/components/pager";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import { shortcutTexts } from "../../calls/ui/calls-page";
import type { Candidates } from "../queries";
import { type CandidatesQuery, CONTACTS, COVERAGE, STAGES, STATUSES } from "../schema";
import { Bulk } from "./candidate-rows";

const KEYS = [
  { key: "/", word: "search" },
  { key: "a", word: "page" },
] as const;

export interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly candidates: Candidates;
  readonly query: CandidatesQuery;
  /** To whom candidacies can be given; null for who does not assign. */
  readonly callers: readonly { readonly userId: string; readonly name: string }[] | null;
}

/** All candidacies of the form's election with what the NGO knows of each; the view is in the address. */
export function CandidatesPage(props: Props) {
  const { frame, ctx, form, candidates } = props;
  const { t, locale } = frame;
  const { total, all, page, pages } = candidates;
  const title = t("outreach.candidates.title");
  const counts = { total: formatNumber(total, locale), all: formatNumber(all, locale) };
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="candidates" title={title}>
      <DeskHead
        title={title}
        deck={t(total === all ? "outreach.candidates.deck-all" : "outreach.candidates.deck", counts)}
      >
        {mayEdit(form.role) && (
          <a href={address(props, { page: 1 }, "/candidates/view.csv")} download>
            {t("outreach.candidates.csv")}
          </a>
        )}
        <Shortcuts
          keys={KEYS.map(({ key, word }) => ({ key, label: t(`outreach.candidates.key-${word}`) }))}
          texts={shortcutTexts(t)}
        />
      </DeskHead>
      <Coverage {...props} />
      <Choose {...props} />
      {total === 0 ? <Nothing {...props} /> : <Bulk {...props} />}
      <Pager t={t} page={page} pages={pages} href={(number) => address(props, { page: number })} />
    </FormDesk>
  );
}

function base({ frame, form }: Props): string {
  return `/${frame.locale}/desk/forms/${form.id}`;
}

/** The address of a view: what is asked for now, with what is changed in it. */
export function address(props: Props, over: Partial<CandidatesQuery>, path = "/candidates"): string {
  const { sort, dir, page, ...query } = { ...props.query, page: 1, ...over };
  const order = sort === "area" && dir === "asc" ? {} : { sort, dir };
  const said = Object.entries({ ...query, ...order, page: page > 1 ? String(page) : "" });
  const search = new URLSearchParams(said.filter(([, value]) => value));
  return `${base(props)}${path}${search.size ? `?${search}` : ""}`;
}

/** What is worth looking at, each with its number and a way there. */
function Coverage(props: Props) {
  const { t, locale } = props.frame;
  return (
    <p className="links small">
      {COVERAGE.map((look) => (
        <a
          key={look}
          href={address(props, { coverage: props.query.coverage === look ? "" : look })}
          aria-current={props.query.coverage === look ? "true" : undefined}
        >
          {t(`outreach.candidates.coverage-${look}`, {
            number: formatNumber(props.candidates.coverage[look], locale),
            count: props.candidates.coverage[look],
          })}
        </a>
      ))}
    </p>
  );
}

function Choose(props: Props) {
  const { frame, query } = props;
  const { t } = frame;
  return (
    <Filters
      action={`${base(props)}/candidates`}
      button={t("outreach.candidates.filter")}
      more={{
        label: t("outreach.candidates.more"),
        isOpen: [query.department, query.status, query.contact, query.party, query.stage].some(Boolean),
        fields: <Choices {...props} />,
      }}
    >
      <Field
        name="q"
        label={t("outreach.candidates.search")}
        defaultValue={query.q}
        type="search"
        data-key="/"
      />
    </Filters>
  );
}

function Choices({ frame: { t }, candidates, query }: Props) {
  const any = { value: "", label: t("outreach.candidates.any") };
  const departments = candidates.departments.map(({ code, name }) => ({
    value: code,
    label: `${code} ${name}`,
  }));
  return (
    <>
      <Field
        kind="select"
        name="department"
        label={t("outreach.candidates.department")}
        options={[any, ...departments]}
        defaultValue={query.department}
      />
      <Field
        kind="select"
        name="status"
        label={t("outreach.candidates.status")}
        options={[any, ...STATUSES.map((value) => ({ value, label: t(`components.status.${value}`) }))]}
        defaultValue={query.status}
      />
      <Field
        kind="select"
        name="contact"
        label={t("outreach.candidates.contact")}
        options={[
          any,
          ...CONTACTS.map((value) => ({ value, label: t(`outreach.candidates.contact-${value}`) })),
        ]}
        defaultValue={query.contact}
      />
      <Field
        kind="select"
        name="party"
        label={t("outreach.campaign.party")}
        options={[any, ...candidates.parties.map((value) => ({ value, label: value }))]}
        defaultValue={query.party}
      />
      <Field
        kind="select"
        name="stage"
        label={t("outreach.candidates.stage")}
        options={[any, ...STAGES.map((value) => ({ value, label: t(`outreach.campaign.stage.${value}`) }))]}
        defaultValue={query.stage}
      />
    </>
  );
}

function Nothing(props: Props) {
  const { t } = props.frame;
  if (props.candidates.all === 0)
    return (
      <EmptyState title={t("outreach.candidates.none")}>{t("outreach.candidates.none-text")}</EmptyState>
    );
  return (
    <EmptyState title={t("outreach.candidates.no-fit")}>
      <a href={`${base(props)}/candidates`}>{t("outreach.candidates.show-all")}</a>
    </EmptyState>
  );
}
