import type { Fact } from "@/components/timeline";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatInstant } from "@/lib/core/time";
import { hasHour } from "@/lib/signatures/rules";
import { listOf } from "@/lib/signatures/ui/wording";
import { fullName, grammar, type Named } from "../../rules";
import type { LaterFact } from "../../standing/rules";
import { channelOf, delegateSentences, levelSentence } from "../../ui/standing-words";
import type { CandidacyView } from "../documents";
import type { SourcedFact } from "../queries";
import { type Event, formOfEvent, roleOfEvent, timelineOf } from "../rules";

type Told = Pick<CandidacyView, "history" | "ticket" | "forms">;

interface Telling {
  readonly view: Told;
  readonly frame: Frame;
  readonly person: Named;
  readonly timeZone: string;
}

/** The history of a ticket in the words of the reader's language, newest first. */
export function timelineFacts(view: Told, frame: Frame): Fact[] {
  return timelineOf(view.history).map((event, index) => {
    const { ticket, forms } = view;
    const form = forms.find(({ id }) => id === formOfEvent(event));
    const isSubstitute = roleOfEvent(event) === "substitute" && ticket.substitute;
    const person = isSubstitute ? ticket.substitute : ticket.person;
    const telling = { view, frame, person: person ?? ticket.person, timeZone: form?.timeZone ?? "UTC" };
    const fact = factOf(event, telling);
    const about = form && forms.length > 1 ? localized(form.title, frame.locale).text : "";
    const who = isSubstitute && person ? fullName(person) : "";
    const said = [who, about].filter(Boolean).join(", ");
    return {
      id: `${index}`,
      at: event.at.toISOString().slice(0, "request signature later decline".includes(event.kind) ? 19 : 10),
      ...fact,
      ...(said
        ? {
            text: (
              <>
                <p className="quiet">{said}</p>
                {fact.text}
              </>
            ),
          }
        : {}),
    };
  });
}

function factOf(event: Event, telling: Telling): Omit<Fact, "id"> {
  if (event.kind === "request") return requestFact(event, telling);
  if (event.kind === "signature" || event.kind === "later" || event.kind === "decline")
    return actFact(event, telling);
  return sourcedFact(event.kind, event.fact, telling);
}

function reasonOf(t: Frame["t"], kind: LaterFact["kind"], reason: string) {
  if (kind === "erased") return t(`directory.timeline.erased-for.${reason}`);
  return kind === "disputed" ? <q>{reason}</q> : reason;
}

function actFact(
  event: Extract<Event, { kind: "signature" | "later" | "decline" }>,
  telling: Telling,
): Omit<Fact, "id"> {
  const { frame, timeZone, person } = telling;
  const { t, locale } = frame;
  const isDay = event.kind === "signature" && !hasHour(event.signature.method);
  const date = isDay ? formatDate(event.at, locale, timeZone) : formatInstant(event.at, locale, timeZone);
  if (event.kind === "decline") {
    const { reason } = event.decline;
    return {
      date,
      title: t("directory.timeline.declined"),
      node: "declined",
      ...(reason ? { text: <q>{reason}</q> } : {}),
    };
  }
  const { signature } = event;
  if (event.kind === "later") {
    const { kind, reason, outcome, ground, by } = event.fact;
    const node = kind === "withdrawn" || kind === "disputed" ? { node: kind } : {};
    const isPasskey = kind === "attested" && event.fact.how === "passkey";
    const title = kind === "resolved" && outcome ? `resolved-${outcome}` : isPasskey ? "passkey" : kind;
    return {
      date,
      title: t(`directory.timeline.${title}`, { version: signature.version }),
      ...node,
      text: (
        <>
          {ground && <p>{t(`signatures.contest.said.${ground}`)}</p>}
          {kind === "disputed" && by && <p>{t("signatures.contest.said.by", { by: listOf(locale, by) })}</p>}
          {kind === "countersigned" && by && <p>{listOf(locale, by)}</p>}
          {kind === "attested" && !isPasskey && event.fact.how && <p>{attestedWords(event.fact, frame)}</p>}
          {reason && <p>{reasonOf(t, kind, reason)}</p>}
          <LogIndex index={event.fact.logIndex ?? null} frame={frame} />
        </>
      ),
    };
  }
  const yes = signature.answers.filter((value) => value === "yes").length;
  const total = signature.answers.length;
  return {
    date,
    title: t(signature.revision > 1 ? "directory.timeline.signed-again" : "directory.timeline.signed", {
      version: signature.version,
      yes,
      total,
      gender: grammar(person.gender),
    }),
    text: (
      <>
        {delegateSentences(signature, { t }).map((said) => (
          <p key={said}>{said}</p>
        ))}
        <p>{levelSentence(t, signature)}</p>
        <LogIndex index={signature.logIndex} frame={frame} />
      </>
    ),
    node: yes === total ? "signed" : yes > 0 ? "partly" : "declined",
  };
}

/** Where the public log holds a fact; nothing before it does. */
function LogIndex({ index, frame: { t } }: { readonly index: number | null; readonly frame: Frame }) {
  return index === null ? null : <p className="caption">{t("directory.proof.logged", { index })}</p>;
}

/** How two members made sure who signed, on which day, and of which NGO. */
function attestedWords({ how, day, by }: LaterFact, { t, locale }: Frame): string {
  const date = day ? formatDate(new Date(`${day}T00:00:00Z`), locale) : "";
  return t(`directory.timeline.attested-${how}`, { date, by: by?.join(", ") ?? "" });
}

function requestFact(
  event: Extract<Event, { kind: "request" }>,
  { frame, person, timeZone }: Telling,
): Omit<Fact, "id"> {
  const { t, locale } = frame;
  const { request, number } = event;
  const outcome = ["accepted", "refused", "bounced", "soft_bounced", "in_doubt"].includes(request.outcome)
    ? request.outcome
    : "other";
  const isUnanswered = request.channel === "phone" && request.outcome === "no-answer";
  const said = channelOf(request.channel) === "email" ? outcome : isUnanswered ? "no-answer" : "other";
  return {
    date: formatInstant(event.at, locale, timeZone),
    title: t(number === 0 ? "directory.timeline.returned" : "directory.timeline.request", {
      number,
      gender: grammar(person.gender),
    }),
    text: (
      <p>
        {t(`directory.requests.outcome.${said}`, {
          channel: t(`directory.requests.channel.${channelOf(request.channel)}`),
        })}
      </p>
    ),
    source: { label: t("directory.requests.source", { by: request.by }) },
    ...(number > 0 ? { node: number } : {}),
  };
}

function sourcedFact(
  kind: "standing" | "nomination" | "contest",
  fact: SourcedFact,
  { frame }: Telling,
): Omit<Fact, "id"> {
  const { t, locale } = frame;
  const other = fact.otherDate
    ? t("directory.timeline.other-date", { date: formatDate(fact.otherDate, locale) })
    : "";
  const until = fact.until ? t("directory.timeline.until", { date: formatDate(fact.until, locale) }) : "";
  const words = [fact.party, fact.note, until, other].filter(Boolean).join(". ");
  const node =
    fact.kind === "frozen"
      ? { node: "frozen" as const }
      : fact.kind === "disputed"
        ? { node: "disputed" as const }
        : {};
  return {
    date: formatDate(fact.date, locale),
    title: t(`directory.timeline.${kind}.${fact.kind}`),
    ...(words ? { text: <p>{words}</p> } : {}),
    source: { label: fact.sourceTitle, ...(fact.sourceUrl ? { href: fact.sourceUrl } : {}) },
    ...node,
  };
}
