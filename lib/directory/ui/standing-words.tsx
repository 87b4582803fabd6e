import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatDate, formatInstant, formatZone } from "@/lib/core/time";
import { hasHour } from "@/lib/signatures/rules";
import { listOf } from "@/lib/signatures/ui/wording";
import { capital, grammar, type Named } from "../rules";
import {
  hasEvent,
  pointsOf,
  type RequestFacts,
  resolutionOf,
  type SignatureFacts,
  type Standing,
} from "../standing/rules";

/** Who speaks to whom: language, and the zone in which the form tells its times. */
export interface Voice {
  readonly t: Translator;
  readonly locale: Locale;
  readonly timeZone: string;
}

/** "3 juin 2027 à 14 h 02 (heure de Paris)". */
export function zonedInstant(at: Date, { locale, timeZone }: Voice): string {
  return `${formatInstant(at, locale, timeZone)} (${formatZone(locale, timeZone)})`;
}

/** When a signature was given, as exactly as it is known. */
export function signedWords(signature: Pick<SignatureFacts, "method" | "signedAt">, voice: Voice): string {
  const { signedAt } = signature;
  return hasHour(signature.method)
    ? zonedInstant(signedAt, voice)
    : formatDate(signedAt, voice.locale, voice.timeZone);
}

/** "mis à jour le 3 juin 2027 à 14 h 02": when the latest fact of some figures became known. */
export function updatedWords(at: Date, voice: Voice): string {
  return voice.t("directory.updated", { date: formatInstant(at, voice.locale, voice.timeZone) });
}

/** How the signer was recognised, as a sentence. */
export function levelSentence(t: Translator, signature: Pick<SignatureFacts, "level">): string {
  return `${capital(levelWords(t, signature))}.`;
}

/** How the signer was recognised: the level in words. */
export function levelWords(t: Translator, { level }: Pick<SignatureFacts, "level">): string {
  return t(`directory.level.${level}`);
}

/** What her answers add up to by the method of the form; none where it has no score. */
export function scoredSentences(
  t: Translator,
  signature: Pick<SignatureFacts, "score" | "answers">,
): string[] {
  const points = pointsOf(signature);
  return points ? [t(`directory.standing.score-${points.method}`, { ...points })] : [];
}

/** Who signed for the campaign, as what he declared himself; none where the person did. */
export function delegateSentences(
  { proof }: Pick<SignatureFacts, "proof">,
  { t }: Pick<Voice, "t">,
): string[] {
  return proof?.kind === "delegate" ? [t("directory.proof.delegate", { ...proof })] : [];
}

/** What it waits for before it counts. */
export function lacksSentence(t: Translator, { lacks }: Pick<SignatureFacts, "lacks">): string {
  return t("directory.standing.awaiting", { lack: lacks.length > 1 ? "both" : (lacks[0] ?? "") });
}

/** Who countersigned it and when; none where nobody did. */
export function countersignedSentences({ events }: Pick<SignatureFacts, "events">, voice: Voice): string[] {
  const { t, locale, timeZone } = voice;
  return events.flatMap(({ kind, by, at }) =>
    kind === "countersigned"
      ? [
          t("directory.proof.countersigned", {
            by: listOf(locale, by ?? []),
            date: formatDate(at, locale, timeZone),
          }),
        ]
      : [],
  );
}

/** "Sollicitée 3 fois, la dernière le 2 juin 2027 par courriel." */
export function requestWords(requests: RequestFacts, person: Pick<Named, "gender">, voice: Voice): string {
  const { t, locale, timeZone } = voice;
  return t("directory.requests.sentence", {
    count: requests.count,
    gender: grammar(person.gender),
    date: formatDate(requests.last, locale, timeZone),
    channel: t(`directory.requests.channel.${channelOf(requests.channel)}`),
  });
}

const CHANNELS = ["email", "phone", "post", "meeting"];

/** A channel of ours, or "other". */
export function channelOf(channel: string): string {
  return CHANNELS.includes(channel) ? channel : "other";
}

/** The facts beneath a status, in one or two sentences: what was signed and how, or the record of requests. */
export function StandingDetail(props: {
  readonly standing: Standing;
  readonly person: Pick<Named, "gender">;
  readonly voice: Voice;
}): ReactNode {
  const { standing, person, voice } = props;
  const { t, locale, timeZone } = voice;
  const { signature, decline, requests, status } = standing;
  if (status === "declined" && decline) {
    const date = formatDate(decline.at, locale, timeZone);
    return (
      <p>
        {t("directory.standing.declined", { date })}
        {decline.reason && (
          <>
            {" "}
            <q>{decline.reason}</q>
          </>
        )}
      </p>
    );
  }
  if (signature) {
    const said = {
      date: formatDate(signature.signedAt, locale, timeZone),
      version: signature.version,
      gender: grammar(person.gender),
    };
    const since = ["withdrawn", "disputed"].flatMap((kind) => {
      const event = signature.events.findLast((one) => one.kind === kind);
      const isNow = kind === "withdrawn" ? hasEvent(signature, "withdrawn") : status === "disputed";
      return event && isNow
        ? [t(`directory.standing.${kind}`, { date: formatDate(event.at, locale, timeZone) })]
        : [];
    });
    const { contestableUntil } = signature;
    const may =
      contestableUntil && since.length === 0
        ? [t("directory.standing.contestable", { date: formatInstant(contestableUntil, locale, timeZone) })]
        : [];
    return (
      <p>
        {[
          t("directory.standing.signed", said),
          ...delegateSentences(signature, voice),
          levelSentence(t, signature),
          ...scoredSentences(t, signature),
          ...countersignedSentences(signature, voice),
          ...(status === "awaiting" ? [lacksSentence(t, signature)] : []),
          ...since,
          ...may,
        ].join(" ")}
      </p>
    );
  }
  const set = standing.annulled && resolutionOf(standing.annulled);
  if (set && standing.annulled) {
    const dates = {
      date: formatDate(standing.annulled.signedAt, locale, timeZone),
      since: formatDate(set.at, locale, timeZone),
    };
    return (
      <p>
        {t("directory.standing.annulled", dates)} {requests && requestWords(requests, person, voice)}
      </p>
    );
  }
  if (requests) return <p>{requestWords(requests, person, voice)}</p>;
  return <p className="quiet">{t("directory.standing.not-asked")}</p>;
}

/** A dispute and what came of it, each with its instant, for a table of facts; "" where there was none. */
export function disputeWords(t: Translator, { events }: Pick<SignatureFacts, "events">): string {
  return events
    .filter(({ kind }) => kind === "disputed" || kind === "resolved")
    .map(({ kind, outcome, at }) => {
      const title = kind === "resolved" && outcome ? `resolved-${outcome}` : kind;
      return `${t(`directory.csv.happened.${title}`)} ${at.toISOString()}`;
    })
    .join("; ");
}
