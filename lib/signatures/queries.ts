import "server-only";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { publicVersion, publishedVersionFor } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import type { AnswerValue, CandidacyRole, SignatureEventKind, SignatureMethod } from "@/prisma/client/enums";
import { lacksOf } from "./countersigning/queries";
import { disputeSaid } from "./disputing/rules";
import { type Preparation, preparationsOf } from "./preparing/queries";
import { type Marks, readMarks } from "./preparing/rules";
import { carryOver, type DraftAnswers, type Lack, readAnswers, type SigningFacts } from "./rules";

const CANDIDACY = {
  id: true,
  publicId: true,
  panelNumber: true,
  partyLabel: true,
  person: { select: { id: true, publicId: true, givenName: true, familyName: true, gender: true } },
  substitute: { select: { id: true, publicId: true, givenName: true, familyName: true, gender: true } },
  ballot: {
    select: {
      id: true,
      area: { select: { code: true, name: true, level: true } },
      election: { select: { slug: true, name: true } },
    },
  },
  nominations: {
    orderBy: { organization: { name: "asc" } },
    select: { organization: { select: { name: true } } },
  },
} as const;

/** A signature as its own signer reads it. */
export interface OwnSignature {
  readonly id: string;
  readonly publicId: string;
  readonly revision: number;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly hash: string;
  readonly signedAt: Date;
  readonly method: SignatureMethod;
  readonly isWithdrawn: boolean;
  readonly withdrawnAt: Date | null;
  /** Contested, and not resolved since. */
  readonly disputedAt: Date | null;
  /** What it waits for before it counts. */
  readonly lacks: readonly Lack[];
  readonly answers: Readonly<Record<string, { readonly value: AnswerValue; readonly comment?: string }>>;
}

/** All that the pages behind one personal link show. */
export interface Signing {
  readonly version: PublicVersion;
  readonly facts: SigningFacts;
  readonly role: CandidacyRole;
  readonly isClosed: boolean;
  /** Who signs: the candidate, or the substitute of the ticket. */
  readonly person: { readonly id: string; readonly name: string; readonly gender: string | null };
  readonly partner: string | null;
  readonly candidacy: { readonly id: string; readonly publicId: string; readonly candidateName: string };
  readonly ballotId: string;
  readonly area: { readonly code: string; readonly name: string; readonly level: string };
  readonly election: { readonly slug: string; readonly name: unknown };
  readonly parties: readonly string[];
  /** How many others are asked the same. */
  readonly candidacies: number;
  /** Answers kept on the server, those to unchanged words of an earlier version included. */
  readonly answers: DraftAnswers;
  readonly savedAt: Date | null;
  /** Which of these answers somebody of the team prepared, by engagement. */
  readonly marks: Marks;
  /** To whom the preparation was handed, newest first. */
  readonly preparations: readonly Preparation[];
  readonly signature: OwnSignature | null;
  readonly decline: { readonly at: Date; readonly isPublic: boolean; readonly reason: string | null } | null;
  readonly now: Date;
}

interface PastEvent {
  readonly kind: SignatureEventKind;
  readonly at: Date;
}

const lastOfDispute = <T extends PastEvent>(events: readonly T[]): T | undefined =>
  events.filter(({ kind }) => kind === "disputed" || kind === "resolved").at(-1);

/** Whether its dispute was resolved and it was found not to be hers. */
function isAnnulled(events: readonly (PastEvent & { readonly said: unknown })[]): boolean {
  const last = lastOfDispute(events);
  return last?.kind === "resolved" && disputeSaid(last.said).outcome === "does-not-stand";
}

/** Of an erased one nothing is left but that it was. */
const isErased = (events: readonly PastEvent[]) => events.some(({ kind }) => kind === "erased");

function standingAt(events: readonly PastEvent[]) {
  const withdrawnAt = events.find(({ kind }) => kind === "withdrawn")?.at ?? null;
  const last = lastOfDispute(events);
  const disputedAt = last?.kind === "disputed" ? last.at : null;
  return { withdrawnAt, isWithdrawn: withdrawnAt !== null, disputedAt };
}

/** How many revisions there are, those that were found not to be hers included: the next one follows them. */
export async function lastRevision(
  { formId, candidacyId, role }: Pick<LinkHolder, "formId" | "candidacyId" | "role">,
  tx: Tx = db(),
): Promise<number> {
  const where = { formId, candidacyId, role };
  const { _max } = await tx.signature.aggregate({ where, _max: { revision: true } });
  return _max.revision ?? 0;
}

/** The latest revision of a person's signature on a form, or null; one that was found not to be hers is none. */
export async function latestSignature(
  { formId, candidacyId, role }: Pick<LinkHolder, "formId" | "candidacyId" | "role">,
  tx: Tx = db(),
): Promise<OwnSignature | null> {
  const rows = await tx.signature.findMany({
    where: { formId, candidacyId, role },
    orderBy: { revision: "desc" },
    take: 20,
    select: {
      id: true,
      publicId: true,
      revision: true,
      signedAt: true,
      method: true,
      version: { select: { id: true, number: true, hash: true } },
      answers: { select: { engagementId: true, value: true, comment: true } },
      events: { orderBy: { at: "asc" }, select: { kind: true, at: true, said: true } },
    },
  });
  const row = rows.find(({ events }) => !isAnnulled(events) && !isErased(events));
  if (!row) return null;
  const { version, answers, events, ...rest } = row;
  return {
    ...rest,
    versionId: version.id,
    versionNumber: version.number,
    hash: version.hash ?? "",
    ...standingAt(events),
    lacks: await lacksOf(row.id, tx),
    answers: Object.fromEntries(
      answers.map(({ engagementId, value, comment }) => [
        engagementId,
        { value, ...(comment ? { comment } : {}) },
      ]),
    ),
  };
}

/** The version that can be signed now: what the rules and commands need of it, in one small query. */
export interface CurrentVersion {
  readonly id: string;
  readonly formId: string;
  readonly number: number;
  readonly hash: string;
  readonly closesAt: Date;
  /** In the order of the form. */
  readonly engagementIds: readonly string[];
}

async function currentVersion(formId: string, tx: Tx): Promise<CurrentVersion | null> {
  const [row] = await tx.$queryRaw<CurrentVersion[]>`
    SELECT v.id, v.form_id AS "formId", v.number, v.hash, f.closes_at AS "closesAt",
      ARRAY(SELECT e.id::text FROM engagement e WHERE e.version_id = v.id ORDER BY e.position) AS "engagementIds"
    FROM form f JOIN form_version v ON v.form_id = f.id
    WHERE f.id = ${formId}::uuid AND v.published_at IS NOT NULL
    ORDER BY v.number DESC LIMIT 1`;
  return row ?? null;
}

async function engagementsOf(versionId: string, tx: Tx) {
  const version = await publicVersion(versionId, tx);
  return version?.themes.flatMap(({ engagements }) => engagements) ?? [];
}

async function carried<T>(from: string, to: string, given: Readonly<Record<string, T>>, tx: Tx) {
  if (from === to) return given;
  return carryOver(await engagementsOf(from, tx), await engagementsOf(to, tx), given);
}

/** What is kept of a person's answers on a version. */
export interface Kept {
  readonly answers: DraftAnswers;
  readonly marks: Marks;
  readonly savedAt: Date | null;
}

/**
 * The answers that a person would sign on this version: what she signed, then what she saved since, each carried over
 * from the version it was given to as far as the words are the same.
 */
export async function keptAnswers(
  who: Pick<LinkHolder, "candidacyId" | "role">,
  version: Pick<CurrentVersion, "id" | "formId">,
  signature: OwnSignature | null,
  tx: Tx = db(),
): Promise<Kept> {
  const { candidacyId, role } = who;
  const drafts = await tx.$queryRaw<
    { versionId: string; answers: unknown; marks: unknown; updatedAt: Date }[]
  >`
    SELECT d.version_id AS "versionId", d.answers, d.marks, d.updated_at AS "updatedAt"
    FROM signing_draft d JOIN form_version v ON v.id = d.version_id
    WHERE d.candidacy_id = ${candidacyId}::uuid AND d.role = ${role}::candidacy_role AND v.form_id = ${version.formId}::uuid
    ORDER BY v.number`;
  let answers: DraftAnswers = signature
    ? await carried(signature.versionId, version.id, signature.answers, tx)
    : {};
  let marks: Marks = {};
  let savedAt: Date | null = null;
  for (const draft of drafts) {
    if (signature && draft.updatedAt < signature.signedAt) continue;
    const given = await carried(draft.versionId, version.id, readAnswers(draft.answers), tx);
    const before = Object.entries(marks).filter(([id]) => !given[id]);
    const marked = await carried(draft.versionId, version.id, readMarks(draft.marks), tx);
    answers = { ...answers, ...given };
    marks = { ...Object.fromEntries(before), ...marked };
    savedAt = draft.updatedAt;
  }
  return { answers, marks, savedAt };
}

/** What the rules ask before an act on this form, read in the caller's transaction. */
export async function signingFacts(
  link: Pick<LinkHolder, "formId" | "candidacyId" | "role">,
  tx: Tx,
): Promise<{ facts: SigningFacts; version: CurrentVersion | null; signature: OwnSignature | null }> {
  const version = await currentVersion(link.formId, tx);
  const signature = await latestSignature(link, tx);
  const revisions = await lastRevision(link, tx);
  const closesAt = version?.closesAt ?? new Date(0);
  const currentHash = version?.hash ?? null;
  const facts = { formId: link.formId, closesAt, currentHash, latest: signature, revisions };
  return { facts, version, signature };
}

/** To how many candidacies a form puts its question. */
async function candidaciesAsked(formId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM candidacy WHERE ballot_id IN (SELECT form_ballots(${formId}::uuid))`;
  return row?.count ?? 0;
}

/** The view behind a link; null where it opens nothing. Reads only. */
export async function signingFor(ctx: Ctx): Promise<Signing | null> {
  const link = ctx.actor.kind === "link" ? ctx.actor : null;
  if (!link) return null;
  const { formId, candidacyId, role } = link;
  const [{ facts, signature }, version, candidacy, preparations, decline] = await Promise.all([
    signingFacts(link, db()),
    publishedVersionFor(formId),
    db().candidacy.findUnique({ where: { id: candidacyId }, select: CANDIDACY }),
    preparationsOf(link),
    db().decline.findFirst({
      where: { formId, candidacyId, role },
      orderBy: { at: "desc" },
      select: { at: true, isPublic: true, reason: true },
    }),
  ]);
  const person = role === "candidate" ? candidacy?.person : candidacy?.substitute;
  if (!version || !candidacy || !person) return null;
  const [kept, candidacies] = await Promise.all([
    keptAnswers(link, version, signature),
    candidaciesAsked(formId),
  ]);
  const partner = role === "candidate" ? candidacy.substitute : candidacy.person;
  const isSuperseded = decline !== null && signature !== null && signature.signedAt > decline.at;
  return {
    version,
    facts,
    role,
    isClosed: ctx.now >= version.closesAt,
    person: { id: person.id, name: displayName(person), gender: person.gender },
    partner: partner && displayName(partner),
    candidacy: {
      id: candidacy.id,
      publicId: candidacy.publicId,
      candidateName: displayName(candidacy.person),
    },
    ballotId: candidacy.ballot.id,
    area: candidacy.ballot.area,
    election: candidacy.ballot.election,
    parties: candidacy.nominations.length
      ? candidacy.nominations.map(({ organization }) => organization.name)
      : candidacy.partyLabel
        ? [candidacy.partyLabel]
        : [],
    candidacies,
    ...kept,
    preparations,
    signature,
    decline: isSuperseded ? null : decline,
    now: ctx.now,
  };
}
