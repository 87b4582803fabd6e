import "server-only";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { versionToRehearse } from "@/lib/forms/queries";
import type { OwnSignature, Signing } from "../queries";
import { engagementIds, REHEARSAL, readAnswers } from "../rules";

/** The token of a fictional candidate, made from her id as a link's is. */
export function rehearsalToken(personId: string): string {
  return `${REHEARSAL}${linkToken(personId)}`;
}

const PERSON = {
  id: true,
  name: true,
  answers: true,
  savedAt: true,
  signed: true,
  signedAt: true,
  rehearsal: { select: { formId: true, id: true } },
} as const;

/** The fictional candidate of a token, as stored; null where the rehearsal has ended. */
export async function rehearsedPerson(token: string) {
  if (!/^r~[\w-]{43}$/.test(token)) return null;
  return db().rehearsalPerson.findUnique({ where: { tokenHash: tokenHash(token) }, select: PERSON });
}

/** What the pages of a link show, of a fictional candidate: the form's own words, and nobody who exists. Reads only. */
export async function rehearsedSigning(token: string, locale: Locale, now: Date): Promise<Signing | null> {
  const person = await rehearsedPerson(token);
  const version = person && (await versionToRehearse(person.rehearsal.formId));
  if (!person || !version || engagementIds(version).length === 0) return null;
  const { id, name, savedAt, signedAt } = person;
  const kept = readAnswers(person.answers);
  const answers = Object.fromEntries(
    engagementIds(version).flatMap((one) => (kept[one] ? [[one, kept[one]]] : [])),
  );
  const signature = signatureOf(id, signedAt, readAnswers(person.signed), version);
  const candidacies = await db().rehearsalPerson.count({ where: { rehearsalId: person.rehearsal.id } });
  return {
    version,
    facts: {
      formId: version.formId,
      closesAt: version.closesAt,
      currentHash: version.hash,
      latest: signature,
    },
    role: "candidate",
    isClosed: false,
    person: { id, name, gender: null },
    partner: null,
    candidacy: { id, publicId: "", candidateName: name },
    ballotId: "",
    area: { code: "", name: translator(locale)("signatures.rehearsal.area"), level: "constituency" },
    election: version.election,
    parties: [],
    candidacies,
    answers,
    savedAt,
    marks: {},
    preparations: [],
    signature,
    decline: null,
    now,
  };
}

function signatureOf(
  id: string,
  signedAt: Date | null,
  given: ReturnType<typeof readAnswers>,
  version: Signing["version"],
): OwnSignature | null {
  if (!signedAt) return null;
  const answers = Object.entries(given).flatMap(([engagement, { value, comment }]) =>
    value ? [[engagement, { value, ...(comment ? { comment } : {}) }] as const] : [],
  );
  return {
    id,
    publicId: "",
    revision: 1,
    versionId: version.id,
    versionNumber: version.number,
    hash: version.hash,
    signedAt,
    method: "personal_link",
    isWithdrawn: false,
    withdrawnAt: null,
    disputedAt: null,
    lacks: [],
    answers: Object.fromEntries(answers),
  };
}
