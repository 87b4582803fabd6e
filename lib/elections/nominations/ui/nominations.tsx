import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { type Fact, Timeline } from "@/components/timeline";
import { formatDate } from "@/lib/core/time";
import { type CandidacyProps, pageOf } from "../../candidacies/ui/candidacy-page";
import { FactFields } from "../../candidacies/ui/fact-fields";
import { KeepForm } from "../../candidacies/ui/keep-form";
import type { NominationView } from "../../queries";
import { NOMINATION_STATUSES } from "../../schema";
import { nominateAction, nominationEventAction } from "../actions";
import { PartyField } from "./party-field";

/** Who nominates or supports her, each with its own timeline. */
export function Nominations(props: CandidacyProps) {
  const { frame, nominations, add } = props;
  const { t } = frame;
  return (
    <Section
      title={t("elections.keep.nominations")}
      links={[{ href: pageOf(props, "nomination"), label: t("elections.keep.add-nomination") }]}
    >
      {add === "nomination" && <NominationForm {...props} />}
      {nominations.length === 0 && <p className="quiet">{t("elections.keep.no-nomination")}</p>}
      {nominations.map((nomination) => (
        <OneNomination key={nomination.id} {...props} nomination={nomination} />
      ))}
    </Section>
  );
}

type One = CandidacyProps & { readonly nomination: NominationView };

function OneNomination(props: One) {
  const { frame, nomination, add } = props;
  const { t, locale } = frame;
  const { state, party, kind } = nomination;
  return (
    <Section
      level={3}
      title={t(`elections.nomination.${kind === "support" ? "support" : "nomination"}`, {
        party: party.name,
      })}
      {...(state ? { note: stateWords(props) } : {})}
      links={[{ href: pageOf(props, nomination.id), label: t("elections.keep.add-fact") }]}
    >
      {add === nomination.id && <EventForm {...props} />}
      <Timeline t={t} facts={nomination.events.map((event, at) => factOf(event, `${at}`, { t, locale }))} />
    </Section>
  );
}

function stateWords({ frame: { t, locale }, nomination: { state } }: One): string {
  if (!state) return "";
  const { status, until, isUntilPast } = state;
  if (status !== "frozen" || !until) return t(`elections.nomination.${status}`);
  return t(`elections.nomination.${isUntilPast ? "frozen-past" : "frozen-until"}`, {
    date: formatDate(until, locale),
  });
}

function factOf(
  { status, date, until, note, sourceTitle, sourceUrl }: NominationView["events"][number],
  id: string,
  { t, locale }: Pick<CandidacyProps["frame"], "t" | "locale">,
): Fact {
  const title = until
    ? t("elections.nomination.frozen-until", { date: formatDate(until, locale) })
    : t(`elections.nomination.${status}`);
  return {
    id,
    date: formatDate(date, locale),
    at: date.toISOString().slice(0, 10),
    title,
    ...(note ? { text: <p>{note}</p> } : {}),
    source: { label: sourceTitle, ...(sourceUrl ? { href: sourceUrl } : {}) },
    ...(status === "frozen" || status === "disputed" ? { node: status } : {}),
  };
}

function StatusField({ t }: Pick<CandidacyProps["frame"], "t">) {
  return (
    <ActionField
      kind="select"
      name="status"
      label={t("elections.keep.fact")}
      options={NOMINATION_STATUSES.map((value) => ({ value, label: t(`elections.nomination.${value}`) }))}
      defaultValue="announced"
    />
  );
}

function NominationForm(props: CandidacyProps) {
  const { frame, ctx, candidacy, parties } = props;
  const { t } = frame;
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={nominateAction}
        button={t("elections.keep.add-nomination")}
        back={pageOf(props)}
        hidden={{ candidacyId: candidacy.id }}
      >
        <PartyField t={t} parties={parties} />
        <ActionField
          kind="select"
          name="kind"
          label={t("elections.keep.kind")}
          options={["nomination", "support"].map((value) => ({
            value,
            label: t(`elections.keep.kind-${value}`),
          }))}
          defaultValue="nomination"
        />
        <StatusField t={t} />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} hasUntil />
      </KeepForm>
    </div>
  );
}

function EventForm(props: One) {
  const { frame, ctx, nomination } = props;
  const { t } = frame;
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={nominationEventAction}
        button={t("elections.fact.add")}
        back={pageOf(props)}
        hidden={{ nominationId: nomination.id }}
      >
        <StatusField t={t} />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} hasUntil />
      </KeepForm>
    </div>
  );
}
