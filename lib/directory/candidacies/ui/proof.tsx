import { Notice } from "@/components/notice";
import { ProofLine } from "@/components/proof-line";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatInstant } from "@/lib/core/time";
import { hasHour } from "@/lib/signatures/rules";
import type { PublicForm } from "../../queries";
import { fullName, grammar, type Named } from "../../rules";
import { resolutionOf, type SignatureFacts, type Standing } from "../../standing/rules";
import {
  countersignedSentences,
  delegateSentences,
  lacksSentence,
  levelSentence,
  requestWords,
  signedWords,
  type Voice,
  zonedInstant,
} from "../../ui/standing-words";
import type { CandidacyView } from "../documents";
import { LogEntry } from "./log-entry";

type Props = ViewProps<CandidacyView>;

/** A proof line for each form, and one for the substitute who did something; silence has its line too. */
export function Proof({ view, frame }: Props) {
  const { t, locale } = frame;
  const { forms, standings, ticket } = view;
  if (forms.length === 0) return <Notice isQuiet>{t("directory.constituency.no-form")}</Notice>;
  return standings.map(({ formId, candidate, substitute }) => {
    const form = forms.find(({ id }) => id === formId);
    if (!form) return null;
    const shared = { form, voice: { t, locale, timeZone: form.timeZone }, isOneOfMany: forms.length > 1 };
    return (
      <div key={formId}>
        <Line {...shared} standing={candidate} person={ticket.person} />
        {ticket.substitute && substitute && (substitute.signature || substitute.status === "declined") && (
          <Line {...shared} standing={substitute} person={ticket.substitute} isSubstitute />
        )}
      </div>
    );
  });
}

interface LineProps {
  readonly form: PublicForm;
  readonly voice: Voice;
  readonly standing: Standing;
  readonly person: Named;
  readonly isOneOfMany: boolean;
  readonly isSubstitute?: boolean;
}

function Line({ form, voice, standing, person, isOneOfMany, isSubstitute }: LineProps) {
  const { t, locale } = voice;
  const about = isOneOfMany ? localized(form.title, locale).text : "";
  return (
    <>
      {(about || isSubstitute) && (
        <p className="small proof-about">
          {isSubstitute && <strong>{t("directory.proof.substitute", { name: fullName(person) })} </strong>}
          {about}
        </p>
      )}
      <ProofLine mark={standing.status} sentence={sentenceOf(standing, person, voice)}>
        <Known form={form} standing={standing} person={person} voice={voice} />
      </ProofLine>
    </>
  );
}

/** The dated sentence of the proof line: only what is known. */
function sentenceOf(standing: Standing, person: Named, voice: Voice): string {
  const { t, locale, timeZone } = voice;
  const { signature, decline, status, requests, count } = standing;
  const gender = grammar(person.gender);
  const on = (at: Date) => formatDate(at, locale, timeZone);
  if (signature && status !== "declined") {
    const since = signature.events.findLast(({ kind }) => kind === status);
    return t(`directory.proof.${status}`, {
      version: signature.version,
      date: signedWords(signature, voice).replace(/ \([^)]*\)$/, ""),
      since: since ? on(since.at) : "",
      yes: count?.yes ?? 0,
      total: count?.total ?? 0,
      gender,
    });
  }
  if (status === "declined") {
    const at = decline?.at ?? signature?.signedAt;
    return t("directory.proof.declined", { date: at ? on(at) : "" });
  }
  return t(`directory.proof.${requests ? "no-public-answer" : "not-asked"}`, { gender });
}

/** What somebody said on an official channel, in those words, with the page where it was read. */
function Quoted({ proof, voice }: { readonly proof: SignatureFacts["proof"]; readonly voice: Voice }) {
  const { t, locale } = voice;
  if (proof?.kind !== "public-statement") return null;
  const date = formatDate(new Date(`${proof.day}T00:00:00Z`), locale);
  return (
    <figure>
      <blockquote cite={proof.url}>
        <p>
          <q>{proof.quote}</q>
        </p>
      </blockquote>
      <figcaption className="small">
        {t("directory.proof.quoted", { date })}{" "}
        <a href={proof.url} rel="nofollow noopener noreferrer">
          {proof.url}
        </a>
      </figcaption>
    </figure>
  );
}

/** What the NGO's words of evidence tell of: where an address came from, or how something reached it. */
function evidenceOf({ method }: SignatureFacts): string {
  return method === "paper" ? "paper" : method === "public_statement" ? "statement" : "address";
}

function Known({ form, standing, person, voice }: Omit<LineProps, "isOneOfMany">) {
  const { t, locale } = voice;
  const { signature, decline, requests, erased } = standing;
  if (erased) {
    const date = formatDate(erased.at, locale, voice.timeZone);
    return (
      <p>
        {t("directory.proof.erased", { date, gender: grammar(person.gender) })}{" "}
        {erased.reason && t(`directory.timeline.erased-for.${erased.reason}`)}
      </p>
    );
  }
  if (decline && standing.status === "declined") {
    return decline.reason ? (
      <p>
        <q>{decline.reason}</q>
      </p>
    ) : (
      <p>{t("directory.proof.no-reason")}</p>
    );
  }
  if (!signature) {
    return (
      <>
        {standing.annulled && <Annulled signature={standing.annulled} voice={voice} />}
        {requests && (
          <p>
            {requestWords(requests, person, voice)} {t("directory.requests.record")}
          </p>
        )}
        <p className="quiet">{t(requests ? "directory.proof.silence" : "directory.proof.unasked")}</p>
      </>
    );
  }
  return (
    <>
      <p>
        {levelSentence(t, signature)}{" "}
        {signature.evidence && (
          <span className="quiet">
            {t(`directory.proof.evidence-${evidenceOf(signature)}`, { evidence: signature.evidence })}{" "}
          </span>
        )}
        {t(hasHour(signature.method) ? "directory.proof.signed-at" : "directory.proof.dated", {
          date: signedWords(signature, voice),
          language: t(`directory.language.${signature.locale}`),
        })}
        {signature.revision > 1 && ` ${t("directory.proof.revision", { revision: signature.revision })}`}
      </p>
      {!hasHour(signature.method) && signature.recordedAt && (
        <p>{t("directory.proof.recorded", { date: zonedInstant(signature.recordedAt, voice) })}</p>
      )}
      {delegateSentences(signature, voice).map((said) => (
        <p key={said}>
          <strong>{said}</strong>
        </p>
      ))}
      {countersignedSentences(signature, voice).map((said) => (
        <p key={said}>{said}</p>
      ))}
      {standing.status === "awaiting" && (
        <p>
          <strong>{lacksSentence(t, signature)}</strong>
        </p>
      )}
      <Quoted proof={signature.proof} voice={voice} />
      <LogEntry signature={signature} voice={voice} />
      <Contesting signature={signature} voice={voice} />
      {signature.version < form.version && (
        <p>
          {t("directory.proof.older", { version: form.version, signed: signature.version })}{" "}
          <a href={`/${locale}/forms/${form.slug}/versions/${form.version}`}>
            {t("directory.proof.changed")}
          </a>
        </p>
      )}
    </>
  );
}

/** Until when it says that it may be contested, a dispute with its words, or its resolution with the note; and the way to contest. */
function Contesting({ signature, voice }: { readonly signature: SignatureFacts; readonly voice: Voice }) {
  const { t, locale, timeZone } = voice;
  const { contestableUntil, publicId, events } = signature;
  const last = events.filter(({ kind }) => kind === "disputed" || kind === "resolved").at(-1);
  const date = last ? formatDate(last.at, locale, timeZone) : "";
  return (
    <>
      {last && (
        <p>
          <strong>
            {t(`directory.proof.${last.kind === "resolved" ? "stands" : "contested"}`, { date })}
          </strong>{" "}
          {last.reason && <q>{last.reason}</q>}
        </p>
      )}
      {!last && contestableUntil && (
        <p>
          <strong>
            {t("directory.proof.contestable", { date: formatInstant(contestableUntil, locale, timeZone) })}
          </strong>
        </p>
      )}
      <p className="ways no-print">
        {last?.kind !== "disputed" && (
          <>
            <a href={`/${locale}/signatures/${publicId}/dispute`} rel="nofollow">
              {t("directory.proof.contest")}
            </a>
            {" · "}
          </>
        )}
        <a href={`/${locale}/badges/${publicId}`} rel="nofollow">
          {t("directory.proof.badge")}
        </a>
      </p>
    </>
  );
}

/** A signature in her name that is not hers: said with its dates and the note, and never taken away. */
function Annulled({ signature, voice }: { readonly signature: SignatureFacts; readonly voice: Voice }) {
  const { t, locale, timeZone } = voice;
  const resolution = resolutionOf(signature);
  if (!resolution) return null;
  return (
    <p>
      <strong>
        {t("directory.proof.annulled", {
          date: formatDate(signature.signedAt, locale, timeZone),
          since: formatDate(resolution.at, locale, timeZone),
        })}
      </strong>{" "}
      {resolution.reason && <q>{resolution.reason}</q>}
    </p>
  );
}
