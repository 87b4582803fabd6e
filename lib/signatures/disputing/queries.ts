import "server-only";
import { tokenHash } from "@/lib/core/auth/link";
import { databaseNow, db, type Tx } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { readText } from "@/lib/forms/rules";
import type { AnswerValue, CandidacyRole } from "@/prisma/client/enums";
import { countOf } from "../rules";
import { contestableUntil, type DisputeFacts, disputeSaid } from "./rules";
import type { Ground, Outcome } from "./schema";

const NAME = { givenName: true, familyName: true, gender: true } as const;
const SHOWN = {
  id: true,
  publicId: true,
  formId: true,
  role: true,
  revision: true,
  method: true,
  level: true,
  evidence: true,
  locale: true,
  signedAt: true,
  recordedAt: true,
  person: { select: NAME },
  candidacy: {
    select: {
      publicId: true,
      person: { select: NAME },
      ballot: { select: { area: { select: { name: true } }, election: { select: { name: true } } } },
    },
  },
  version: { select: { title: true, number: true } },
  form: {
    select: {
      timeZone: true,
      authors: {
        orderBy: { isLead: "desc" },
        select: {
          isLead: true,
          organization: { select: { id: true, name: true, replyTo: true, website: true } },
        },
      },
    },
  },
  answers: { select: { value: true } },
  events: { orderBy: { at: "asc" }, select: { id: true, kind: true, at: true, reason: true, said: true } },
} as const;

/** A dispute or its resolution, as it is public. */
export interface DisputeEvent {
  readonly id: string;
  readonly kind: "disputed" | "resolved";
  readonly at: Date;
  readonly reason: string | null;
  readonly ground: Ground | null;
  readonly outcome: Outcome | null;
}

/** A signature as who may contest it reads it: public facts alone, and the NGO's reply address for mails. */
export interface ContestedSignature extends DisputeFacts {
  readonly id: string;
  readonly publicId: string;
  readonly formId: string;
  readonly role: CandidacyRole;
  readonly revision: number;
  readonly level: string;
  readonly evidence: string;
  readonly locale: string;
  readonly signedAt: Date;
  /** Null where nobody was to be told of it. */
  readonly contestableUntil: Date | null;
  readonly name: string;
  readonly gender: string | null;
  readonly candidacy: { readonly publicId: string; readonly candidateName: string };
  readonly area: string;
  readonly election: unknown;
  readonly form: unknown;
  readonly version: number;
  readonly timeZone: string;
  readonly authors: readonly {
    readonly id: string;
    readonly name: string;
    readonly website: string | null;
  }[];
  readonly replyTo: string | null;
  readonly yes: number;
  readonly total: number;
  readonly disputes: readonly DisputeEvent[];
  readonly isWithdrawn: boolean;
}

async function shownOf(
  where: { readonly id: string } | { readonly publicId: string },
  tx: Tx,
): Promise<ContestedSignature | null> {
  const row = await tx.signature.findUnique({ where, select: SHOWN });
  if (!row) return null;
  const { person, candidacy, version, form, answers, events, recordedAt, ...rest } = row;
  const disputes = events.flatMap(({ id, kind, at, reason, said }) =>
    kind === "disputed" || kind === "resolved" ? [{ id, kind, at, reason, ...disputeSaid(said) }] : [],
  );
  const last = disputes.at(-1);
  const values: readonly AnswerValue[] = answers.map(({ value }) => value);
  return {
    ...rest,
    name: displayName(person),
    gender: person.gender,
    candidacy: { publicId: candidacy.publicId, candidateName: displayName(candidacy.person) },
    area: candidacy.ballot.area.name,
    election: readText(candidacy.ballot.election.name),
    form: readText(version.title),
    version: version.number,
    timeZone: form.timeZone,
    authors: form.authors.map(({ organization: { id, name, website } }) => ({ id, name, website })),
    replyTo: form.authors.find(({ isLead }) => isLead)?.organization.replyTo ?? null,
    yes: countOf(values),
    total: values.length,
    contestableUntil: recordedAt && contestableUntil(recordedAt),
    disputes,
    isErased: events.some(({ kind }) => kind === "erased"),
    isWithdrawn: events.some(({ kind }) => kind === "withdrawn"),
    isDisputed: last?.kind === "disputed",
    isAnnulled: last?.outcome === "does-not-stand",
  };
}

/** One signature with what was contested and resolved about it; null where there is none. Public. */
export async function publicContested(publicId: string, tx: Tx = db()): Promise<ContestedSignature | null> {
  return /^[0-9a-zA-Z]{1,32}$/.test(publicId) ? shownOf({ publicId }, tx) : null;
}

/** The same by its own id, for commands and mails. */
export function contestedSignature(id: string, tx: Tx = db()): Promise<ContestedSignature | null> {
  return shownOf({ id }, tx);
}

/** What a link of a notice contests, and until when; null where the token is none. */
export interface ContestLink {
  readonly id: string;
  readonly signatureId: string;
  readonly createdAt: Date;
}

export async function contestLink(token: string, tx: Tx = db()): Promise<ContestLink | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  return tx.contestLink.findUnique({
    where: { tokenHash: tokenHash(token) },
    select: { id: true, signatureId: true, createdAt: true },
  });
}

/** What stands behind the link of a notice: the signature, and whether the link still contests it. */
export interface Contest {
  readonly signature: ContestedSignature;
  readonly until: Date;
  readonly isOpen: boolean;
}

/** The page behind a link of a notice; null where the token opens nothing. Reads only. */
export async function contestBehind(token: string): Promise<Contest | null> {
  const link = await contestLink(token);
  const signature = link && (await contestedSignature(link.signatureId));
  if (!link || !signature || signature.isErased) return null;
  const until = contestableUntil(link.createdAt);
  return { signature, until, isOpen: (await databaseNow()) < until };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What the mail of a link says; null where the signature was erased or decided about meanwhile. For the worker. */
export async function contestMail(
  contestId: string,
): Promise<{ readonly signature: ContestedSignature; readonly until: Date } | null> {
  if (!UUID.test(contestId)) return null;
  const select = { signatureId: true, createdAt: true } as const;
  const link = await db().contestLink.findUnique({ where: { id: contestId }, select });
  const signature = link && (await contestedSignature(link.signatureId));
  if (!link || !signature || signature.isErased) return null;
  return { signature, until: contestableUntil(link.createdAt) };
}

/** What the mail about a dispute or its resolution says; null where the signature was erased. For the worker. */
export async function eventMail(
  eventId: string,
): Promise<{ readonly signature: ContestedSignature; readonly event: DisputeEvent } | null> {
  if (!UUID.test(eventId)) return null;
  const row = await db().signatureEvent.findUnique({ where: { id: eventId }, select: { signatureId: true } });
  const signature = row && (await contestedSignature(row.signatureId));
  const event = signature?.disputes.find(({ id }) => id === eventId);
  return signature && event && !signature.isErased ? { signature, event } : null;
}

/** Signatures of which nobody was told yet, the oldest first. */
export async function signaturesToTell(
  tx: Tx,
  limit: number,
): Promise<readonly { readonly id: string; readonly locale: string }[]> {
  return tx.$queryRaw`
    SELECT s.id, s.locale FROM signature s
    WHERE s.recorded_at IS NOT NULL AND NOT EXISTS (SELECT FROM signature_notice n WHERE n.signature_id = s.id)
      AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased')
    ORDER BY s.recorded_at, s.id LIMIT ${limit}`;
}

export interface KnownAddress {
  readonly signatureId: string;
  readonly value: string;
  readonly organizationId: string;
}

/**
 * Every e-mail address that an author of the form holds for who signed, each once, but those that came back or were said to be
 * wrong. Who asked for no more campaign mail is still told: this is about her own name.
 */
export async function addressesOf(tx: Tx, signatureIds: readonly string[]): Promise<readonly KnownAddress[]> {
  return tx.$queryRaw`
    SELECT DISTINCT ON (s.id, lower(k.value)) s.id AS "signatureId", k.value, k.organization_id AS "organizationId"
    FROM signature s JOIN form_author a ON a.form_id = s.form_id
    JOIN contact k ON k.organization_id = a.organization_id AND k.candidacy_id = s.candidacy_id AND k.role = s.role
    WHERE s.id = ANY (${[...signatureIds]}::uuid[]) AND k.channel = 'email' AND k.stopped_at IS NULL
    ORDER BY s.id, lower(k.value), a.is_lead DESC, k.created_at, k.id`;
}

/** The owners of the authors of a signature's form, who decide about a dispute, each with her language. */
export async function ownersOf(
  tx: Tx,
  signatureId: string,
): Promise<readonly { readonly userId: string; readonly email: string; readonly locale: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT u.id AS "userId", u.email, u.locale FROM signature s JOIN form_author a ON a.form_id = s.form_id
    JOIN membership m ON m.organization_id = a.organization_id AND m.role = 'owner' JOIN user_account u ON u.id = m.user_id
    WHERE s.id = ${signatureId}::uuid`;
}
