import { ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { Section, Split } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import { Timeline } from "@/components/timeline";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { slugOf } from "@/lib/core/slug";
import { formatDate, formatInstant } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import type { CandidateRow } from "../../rules";
import type { CandidacyRecord, Logged } from "../queries";
import { Contacts } from "./contacts";
import { AddContact, AddEntry } from "./record-forms";

export interface RecordProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly record: CandidacyRecord;
  /** What the public sees of the candidate; null where she no longer stands. */
  readonly row: CandidateRow | null;
}

/** All that the NGO knows of one candidacy, and what it can do. */
export function RecordPage(props: RecordProps) {
  const { frame, ctx, form, record } = props;
  const { t, locale } = frame;
  const { name, area, parties, publicId, mayEdit, mayLog } = record;
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="candidates" title={name}>
      <DeskHead title={name} deck={[area, ...parties].join(", ")}>
        <ButtonLink kind="neutral" href={`/${locale}/candidacies/${publicId}-${slugOf(name)}`}>
          {t("outreach.record.public")}
        </ButtonLink>
      </DeskHead>
      {record.mayEdit && (
        <p className="small">
          <a href={`/${locale}/desk/forms/${form.id}/candidates/${publicId}/erasure`}>
            {t("signatures.erasing.title")}
          </a>
        </p>
      )}
      <Split aside={<About {...props} />}>
        <Section title={t("outreach.record.contacts")} note={mayEdit ? "" : t("outreach.record.masked")}>
          <Contacts {...props} />
          {mayEdit && <AddContact {...props} />}
        </Section>
        <Section title={t("outreach.record.log")} note={t("outreach.record.log-note")}>
          {record.log.length === 0 ? (
            <EmptyState title={t("outreach.record.no-log")}>{t("outreach.record.no-log-text")}</EmptyState>
          ) : (
            <Timeline t={t} facts={record.log.map((one) => factOf(one, props))} />
          )}
          {mayLog && <AddEntry {...props} />}
        </Section>
        <Section title={t("outreach.record.nominations")}>
          <Nominations {...props} />
        </Section>
      </Split>
    </FormDesk>
  );
}

/** Who nominates or supports her, each fact with its day and source; a change is told to the operator by the public page. */
function Nominations({ frame: { t, locale }, record }: RecordProps) {
  const { nominations, publicId, name } = record;
  const facts = nominations.flatMap(({ id, kind, party, events }) =>
    events.map(({ status, date, until, note, ...source }, at) => ({
      id: `${id}-${at}`,
      date: formatDate(date, locale),
      at: date.toISOString().slice(0, 10),
      title: `${t(`elections.nomination.${kind === "support" ? "support" : "nomination"}`, { party: party.name })}, ${t(
        `elections.nomination.${until && status === "frozen" ? "frozen-until" : status}`,
        { date: until ? formatDate(until, locale) : "" },
      )}`,
      ...(note ? { text: <p className="small">{note}</p> } : {}),
      ...(status === "frozen" || status === "disputed" ? { node: status } : {}),
      source: { label: source.sourceTitle, ...(source.sourceUrl ? { href: source.sourceUrl } : {}) },
    })),
  );
  return (
    <>
      {facts.length > 0 ? (
        <Timeline t={t} facts={facts.toSorted((a, b) => b.at.localeCompare(a.at))} />
      ) : (
        <p className="quiet">{t("elections.keep.no-nomination")}</p>
      )}
      <p className="small">
        <a href={`/${locale}/candidacies/${publicId}-${slugOf(name)}/report`}>
          {t("outreach.record.report")}
        </a>
      </p>
    </>
  );
}

function About({ frame: { t }, record, row }: RecordProps) {
  const count = row?.count && row.status !== "withdrawn" ? { count: row.count } : {};
  const facts = [
    {
      label: t("outreach.record.sees"),
      value: row ? <StatusWord t={t} mark={row.status} size={16} {...count} /> : t("outreach.record.gone"),
    },
    ...(record.substitute ? [{ label: t("outreach.record.substitute"), value: record.substitute }] : []),
    ...(record.isStopped
      ? [{ label: t("outreach.record.stop"), value: t("outreach.record.stop-text") }]
      : []),
    ...(row?.decline && !row.decline.isPublic
      ? [{ label: t("outreach.record.private"), value: t("outreach.record.declined") }]
      : []),
  ];
  return <Facts facts={facts} />;
}

const OUTCOMES = [
  "accepted",
  "refused",
  "bounced",
  "soft_bounced",
  "in_doubt",
  "answered",
  "no-answer",
  "message",
  "sent",
  "link-again",
  "will-sign",
  "link",
  "call-back",
  "wrong-number",
  "declines",
  "stop",
];
const CHANNELS = ["email", "phone", "post", "meeting"];

function factOf(one: Logged, { frame: { t, locale }, form }: RecordProps) {
  const channel = one.channel === "letter" ? "post" : one.channel;
  const outcome = OUTCOMES.includes(one.outcome) ? one.outcome : "other";
  const who = one.role === "substitute" ? `${t("outreach.own-name.substitute")}, ` : "";
  const title = `${who}${t(`outreach.record.channel.${CHANNELS.includes(channel) ? channel : "other"}`)}`;
  return {
    id: one.id,
    date: formatInstant(one.at, locale, form.timeZone),
    at: one.at.toISOString(),
    title,
    text: (
      <p className="small">
        {t(`outreach.record.outcome.${outcome}`)}
        {one.note && (
          <>
            {" "}
            <q>{one.note}</q>
          </>
        )}
        {!one.isRequest && <span className="quiet"> {t("outreach.record.no-request")}</span>}
      </p>
    ),
    ...(one.isRequest ? { node: 1 } : {}),
    ...(one.by ? { source: { label: one.by } } : {}),
  };
}
