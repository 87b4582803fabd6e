import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { Timeline } from "@/components/timeline";
import { formatDate, formatNumber } from "@/lib/core/time";
import { type CandidacyProps, pageOf } from "../../candidacies/ui/candidacy-page";
import { FactFields } from "../../candidacies/ui/fact-fields";
import { KeepForm } from "../../candidacies/ui/keep-form";
import type { ContestView } from "../../queries";
import { contestAction, contestEventAction } from "../actions";
import { CONTEST_KINDS } from "../schema";
import { PartyField } from "./party-field";

/** The parties' internal votes on whom to nominate here. */
export function Contests(props: CandidacyProps) {
  const { frame, contests, add } = props;
  const { t } = frame;
  return (
    <Section
      title={t("elections.keep.contests")}
      links={[{ href: pageOf(props, "contest"), label: t("elections.keep.add-contest") }]}
    >
      {add === "contest" && <ContestForm {...props} />}
      {contests.length === 0 && <p className="quiet">{t("elections.keep.no-contest")}</p>}
      {contests.map((contest) => (
        <OneContest key={contest.id} {...props} contest={contest} />
      ))}
    </Section>
  );
}

type One = CandidacyProps & { readonly contest: ContestView };

function OneContest(props: One) {
  const { frame, contest, add } = props;
  const { t, locale } = frame;
  const facts = [...contest.events].reverse().map((event, at) => ({
    id: `${at}`,
    date: formatDate(event.date, locale),
    at: event.date.toISOString().slice(0, 10),
    title: t(`elections.contest.${event.kind}`),
    text: <EventText event={event} {...props} />,
    source: { label: event.sourceTitle, ...(event.sourceUrl ? { href: event.sourceUrl } : {}) },
    ...(event.kind === "frozen" ? { node: "frozen" as const } : {}),
  }));
  return (
    <Section
      level={3}
      title={`${contest.title}, ${contest.party.name}`}
      links={[{ href: pageOf(props, contest.id), label: t("elections.keep.add-fact") }]}
    >
      {add === contest.id && <EventForm {...props} />}
      <Counted {...props} />
      <Timeline t={t} facts={facts} />
    </Section>
  );
}

function EventText({ event, frame: { t, locale } }: One & { readonly event: ContestView["events"][number] }) {
  const said = [
    event.until ? t("elections.contest.until", { date: formatDate(event.until, locale) }) : "",
    event.otherDate
      ? t("elections.contest.two-days", {
          date: formatDate(event.date, locale),
          other: formatDate(event.otherDate, locale),
        })
      : "",
    event.note ?? "",
  ].filter(Boolean);
  return said.length > 0 ? <p>{said.join(" ")}</p> : null;
}

function Counted({ contest, frame: { t, locale } }: One) {
  const { contenders, turnouts, voters, registered } = contest;
  const number = (count: number | null) => (count === null ? "—" : formatNumber(count, locale));
  const turnout = (one: { voters: number | null; registered: number | null }) =>
    t("elections.contest.turnout", { voters: number(one.voters), registered: number(one.registered) });
  return (
    <>
      <ul>
        {contenders.map(({ name, votes }) => (
          <li key={name}>
            {name}{" "}
            <span className="quiet">
              {votes === null ? "" : t("elections.results.votes", { count: votes })}
            </span>
          </li>
        ))}
      </ul>
      {(voters !== null || registered !== null) && <p className="small">{turnout({ voters, registered })}</p>}
      {turnouts.length > 0 && (
        <ul className="small">
          {turnouts.map((one) => (
            <li key={one.area.code}>
              {one.area.name}, {turnout(one)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function KindField({ t }: Pick<CandidacyProps["frame"], "t">) {
  return (
    <ActionField
      kind="select"
      name="kind"
      label={t("elections.keep.fact")}
      options={CONTEST_KINDS.map((value) => ({ value, label: t(`elections.contest.${value}`) }))}
      defaultValue="vote"
    />
  );
}

function ContestForm(props: CandidacyProps) {
  const { frame, ctx, candidacy, parties } = props;
  const { t } = frame;
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={contestAction}
        button={t("elections.keep.add-contest")}
        back={pageOf(props)}
        hidden={{ candidacyId: candidacy.id }}
      >
        <PartyField t={t} parties={parties} />
        <ActionField
          name="title"
          label={t("elections.keep.contest-title")}
          defaultValue={t("elections.keep.contest-default")}
        />
        <ActionField
          kind="textarea"
          name="contenders"
          label={t("elections.keep.contenders")}
          hint={t("elections.keep.contenders-hint")}
        />
        <ActionField name="registered" inputMode="numeric" label={t("elections.results.registered")} />
        <ActionField name="voters" inputMode="numeric" label={t("elections.results.voters")} />
        <ActionField
          kind="textarea"
          name="turnouts"
          label={t("elections.keep.turnouts")}
          hint={t("elections.keep.turnouts-hint")}
        />
        <KindField t={t} />
        <ActionField name="otherDate" type="date" label={t("elections.keep.other-date")} />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} hasUntil />
      </KeepForm>
    </div>
  );
}

function EventForm(props: One) {
  const { frame, ctx, contest } = props;
  const { t } = frame;
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={contestEventAction}
        button={t("elections.fact.add")}
        back={pageOf(props)}
        hidden={{ contestId: contest.id }}
      >
        <KindField t={t} />
        <ActionField name="otherDate" type="date" label={t("elections.keep.other-date")} />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} hasUntil />
      </KeepForm>
    </div>
  );
}
