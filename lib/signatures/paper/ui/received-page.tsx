import { Button, ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import type { ListedAttestation } from "../../attesting/queries";
import { Attestations } from "../../attesting/ui/attestations";
import type { WaitingSignature } from "../../countersigning/queries";
import { Waiting } from "../../countersigning/ui/waiting";
import type { ListedQuote } from "../../quoting/queries";
import type { FoundCandidacy } from "../../recording/queries";
import type { ListedPaper } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly papers: readonly ListedPaper[];
  /** What was looked for, and who was found. */
  readonly typed: string;
  readonly found: readonly FoundCandidacy[];
  readonly quotes: readonly ListedQuote[];
  readonly attestations: readonly ListedAttestation[];
  readonly waiting: readonly WaitingSignature[];
}

/** What reached the NGO by another way than a personal link: paper forms, from print to publication. */
export function ReceivedPage(props: Props) {
  const { frame, ctx, form } = props;
  const { t, locale } = frame;
  const print = `/${locale}/desk/forms/${form.id}/received/paper.pdf?language=`;
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={t("signatures.paper.title")}>
      <DeskHead title={t("signatures.paper.title")} deck={t("signatures.paper.deck")}>
        {form.published && (
          <>
            <ButtonLink kind="neutral" href={`${print}fr`}>
              {t("signatures.paper.blank-fr")}
            </ButtonLink>
            <ButtonLink kind="neutral" href={`${print}en`}>
              {t("signatures.paper.blank-en")}
            </ButtonLink>
          </>
        )}
      </DeskHead>
      {form.published && mayEdit(form.role) && <Who {...props} />}
      {mayEdit(form.role) && <Waiting frame={frame} form={form} waiting={props.waiting} />}
      <Papers {...props} />
      <Quotes {...props} />
      <Attestations frame={frame} ctx={ctx} attestations={props.attestations} />
    </FormDesk>
  );
}

/** By the name or the reference at the foot of the paper: print hers, or take in what she sent. */
function Who({ frame, form, typed, found }: Props) {
  const { t, locale } = frame;
  const base = `/${locale}/desk/forms/${form.id}/received`;
  const of = ({ publicId, role }: FoundCandidacy) => `candidacy=${publicId}&role=${role}`;
  return (
    <Section title={t("signatures.paper.who")}>
      <search>
        <form method="get" className="filters">
          <Field
            name="q"
            label={t("signatures.paper.who-label")}
            hint={t("signatures.paper.who-hint")}
            defaultValue={typed}
          />
          <Button kind="neutral">{t("signatures.paper.find")}</Button>
        </form>
      </search>
      {typed && found.length === 0 && <p>{t("signatures.paper.nobody", { typed })}</p>}
      {found.length > 0 && (
        <Table
          caption={t("signatures.paper.found")}
          rows={found}
          rowKey={({ publicId, role }) => `${publicId} ${role}`}
          columns={[
            { id: "name", head: t("signatures.paper.name"), isRowHead: true, cell: ({ name }) => name },
            {
              id: "role",
              head: t("signatures.paper.print.role"),
              label: t("signatures.paper.print.role"),
              cell: ({ role, area }) => `${t(`signatures.paper.role.${role}`)}, ${area}`,
            },
            {
              id: "print",
              head: t("signatures.paper.print-head"),
              cell: (row) => (
                <Way
                  to={`${base}/paper.pdf?${of(row)}&language=${locale}`}
                  label={t("signatures.paper.print-act")}
                  of={row.name}
                />
              ),
            },
            {
              id: "receive",
              head: t("signatures.paper.receive-head"),
              cell: (row) => (
                <Way to={`${base}/new?${of(row)}`} label={t("signatures.paper.receive-act")} of={row.name} />
              ),
            },
            {
              id: "other",
              head: t("signatures.paper.other-head"),
              cell: (row) => (
                <>
                  <Way to={`${base}/quote?${of(row)}`} label={t("signatures.quote.act")} of={row.name} />
                  <br />
                  <Way to={`${base}/attest?${of(row)}`} label={t("signatures.attest.act")} of={row.name} />
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** A link that says for whom to who hears it alone. */
function Way({ to, label, of }: { readonly to: string; readonly label: string; readonly of: string }) {
  return (
    <a href={to}>
      {label}
      <span className="vh"> {of}</span>
    </a>
  );
}

/** Statements on official channels, each confirmed by a second member or waiting for one. */
function Quotes({ frame, form, quotes }: Props) {
  const { t, locale } = frame;
  if (quotes.length === 0) return null;
  return (
    <Section title={t("signatures.quote.list")}>
      <Table
        caption={t("signatures.quote.list")}
        rows={quotes}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "name",
            head: t("signatures.paper.name"),
            isRowHead: true,
            cell: ({ id, name, area }) => (
              <>
                <a href={`/${locale}/desk/forms/${form.id}/received/quotes/${id}`}>{name}</a>
                <span className="caption block">{area}</span>
              </>
            ),
          },
          {
            id: "day",
            head: t("signatures.quote.said-on"),
            label: t("signatures.quote.said-on"),
            cell: ({ saidOn }) => formatDate(saidOn, locale),
          },
          {
            id: "state",
            head: t("signatures.paper.state-head"),
            label: t("signatures.paper.state-head"),
            cell: ({ state }) => t(`signatures.quote.state.${state}`),
          },
        ]}
      />
    </Section>
  );
}

function stateOf({ isSetAside, signatureId, readers, hasOwn }: ListedPaper): string {
  if (signatureId) return "published";
  if (isSetAside) return "set-aside";
  if (readers >= 2) return "read";
  return hasOwn ? "waits-for-another" : `waits-${readers}`;
}

function Papers({ frame, form, papers }: Props) {
  const { t, locale } = frame;
  if (papers.length === 0)
    return (
      <EmptyState title={t("signatures.paper.none")}>
        <p>{t("signatures.paper.none-more")}</p>
      </EmptyState>
    );
  return (
    <Section title={t("signatures.paper.list")}>
      <Table
        caption={t("signatures.paper.list")}
        rows={papers}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "name",
            head: t("signatures.paper.name"),
            isRowHead: true,
            cell: ({ id, name, area }) => (
              <>
                <a href={`/${locale}/desk/forms/${form.id}/received/${id}`}>{name}</a>
                <span className="caption block">{area}</span>
              </>
            ),
          },
          {
            id: "at",
            head: t("signatures.paper.received-on"),
            label: t("signatures.paper.received-on"),
            cell: ({ createdAt }) => formatDate(createdAt, locale, form.timeZone),
          },
          {
            id: "pages",
            head: t("signatures.paper.pages"),
            label: t("signatures.paper.pages"),
            isNumber: true,
            cell: ({ pages }) => pages,
          },
          {
            id: "state",
            head: t("signatures.paper.state-head"),
            label: t("signatures.paper.state-head"),
            cell: (paper) => t(`signatures.paper.listed.${stateOf(paper)}`),
          },
        ]}
      />
    </Section>
  );
}
