import { Filters } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Pager } from "@/components/pager";
import { PencilStrokes } from "@/components/pencil-strokes";
import { StatusWord } from "@/components/status-word";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { slugOf } from "@/lib/core/slug";
import { formatDate, formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import type { Candidates } from "../queries";
import { areaShort, type CandidateRow } from "../rules";
import { type CandidatesQuery, CONTACTS, STATUSES } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly candidates: Candidates;
  readonly query: CandidatesQuery;
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
      />
      <Choose {...props} />
      {total === 0 ? <Nothing {...props} /> : <Rows {...props} />}
      <Pager t={t} page={page} pages={pages} href={(number) => address(props, number)} />
    </FormDesk>
  );
}

function base({ frame, form }: Props): string {
  return `/${frame.locale}/desk/forms/${form.id}`;
}

function address(props: Props, page: number): string {
  const { q, department, status, contact } = props.query;
  const said = Object.entries({ q, department, status, contact, page: page > 1 ? String(page) : "" });
  const search = new URLSearchParams(said.filter(([, value]) => value));
  return `${base(props)}/candidates${search.size ? `?${search}` : ""}`;
}

function Choose(props: Props) {
  const { frame, candidates, query } = props;
  const { t } = frame;
  const any = { value: "", label: t("outreach.candidates.any") };
  const departments = candidates.departments.map(({ code, name }) => ({
    value: code,
    label: `${code} ${name}`,
  }));
  return (
    <Filters action={`${base(props)}/candidates`} button={t("outreach.candidates.filter")}>
      <Field name="q" label={t("outreach.candidates.search")} defaultValue={query.q} type="search" />
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
    </Filters>
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

function Rows(props: Props) {
  const { frame, candidates } = props;
  const { t } = frame;
  const head = (id: string) => t(`outreach.candidates.head-${id}`);
  return (
    <Table
      caption={t("outreach.candidates.title")}
      rows={candidates.rows}
      rowKey={({ publicId }) => publicId}
      columns={[
        {
          id: "name",
          head: head("name"),
          isRowHead: true,
          cell: (row) => <Name row={row} frame={frame} />,
        },
        { id: "area", head: head("area"), cell: (row) => <Area row={row} frame={frame} /> },
        { id: "parties", head: head("parties"), cell: ({ parties }) => parties.join(", ") || "—" },
        { id: "status", head: head("status"), cell: (row) => <Status row={row} frame={frame} /> },
        {
          id: "requests",
          head: head("requests"),
          label: head("requests"),
          cell: (row) => <Requests row={row} frame={frame} />,
        },
        { id: "last", head: head("last"), cell: (row) => <Last {...props} row={row} /> },
      ]}
    />
  );
}

interface CellProps {
  readonly row: CandidateRow;
  readonly frame: Frame;
}

function Name({ row, frame }: CellProps) {
  return (
    <>
      <a href={`/${frame.locale}/candidacies/${row.publicId}-${slugOf(row.name)}`}>{row.name}</a>
      {row.substitute && (
        <span className="caption block">{frame.t("outreach.candidates.and", { name: row.substitute })}</span>
      )}
    </>
  );
}

/** The seat's number with its ending raised. */
function Area({ row, frame }: CellProps) {
  const short = areaShort(row, frame.locale);
  const [, before, ending] = /^(.*, \d+)(re|e)$/.exec(short) ?? [];
  if (!before) return short;
  return (
    <span>
      {before}
      <sup>{ending}</sup>
    </span>
  );
}

function Status({ row, frame }: CellProps) {
  const { t } = frame;
  const count = row.count && row.status !== "withdrawn" ? { count: row.count } : {};
  return <StatusWord t={t} mark={row.status} size={16} {...count} />;
}

function Requests({ row, frame }: CellProps) {
  if (row.requests === 0) return <span className="quiet">{frame.t("outreach.candidates.no-request")}</span>;
  return (
    <span className="nobr">
      {formatNumber(row.requests, frame.locale)} <PencilStrokes count={row.requests} />
    </span>
  );
}

/** The last known fact, and what only the NGO knows. */
function Last({ row, frame, form, ctx }: CellProps & Pick<Props, "form" | "ctx">) {
  const { t, locale } = frame;
  const thisYear = new RegExp(` ${ctx.now.getUTCFullYear()}$`);
  const day = (at: Date) => formatDate(at, locale, form.timeZone).replace(thisYear, "");
  const facts = [
    row.isNotMe ? t("outreach.candidates.not-me") : "",
    row.isStopped ? t("outreach.candidates.stopped") : "",
    row.decline && !row.decline.isPublic
      ? t("outreach.candidates.declined-privately", { date: day(row.decline.at) })
      : "",
    row.decline?.isPublic ? t("outreach.candidates.declined", { date: day(row.decline.at) }) : "",
    row.signedAt && !row.isWithdrawn ? t("outreach.candidates.signed", { date: day(row.signedAt) }) : "",
    row.isWithdrawn ? t("outreach.candidates.withdrawn") : "",
  ].filter(Boolean);
  if (facts.length > 0) return facts.join(", ");
  if (row.lastRequest) return t("outreach.candidates.asked", { date: day(row.lastRequest) });
  if (row.hasContact) return <span className="quiet">{t("outreach.candidates.not-yet-asked")}</span>;
  return t("outreach.candidates.no-address");
}
