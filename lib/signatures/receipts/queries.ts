import "server-only";
import { db } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { publicVersion } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import type { Delegate } from "@/lib/proof/statement/statement";
import { Prisma } from "@/prisma/client/client";
import type { CandidacyRole, SignatureMethod } from "@/prisma/client/enums";
import type { OwnSignature, Signing } from "../queries";
import { carryOver } from "../rules";
import { keptDelegation } from "../schema";

/** The words that a signature stands on, and what is new since in the words that would be signed now. */
export interface SignedText {
  readonly signature: OwnSignature;
  readonly version: PublicVersion;
  /** Engagements of today's version whose words were not signed, by id. */
  readonly changed: readonly string[];
}

function engagementsOf({ themes }: PublicVersion) {
  return themes.flatMap(({ engagements }) => engagements);
}

/** The exact text of the latest signature behind a link; null where nothing was signed. */
export async function signedTextOf({ signature, version }: Signing): Promise<SignedText | null> {
  if (!signature) return null;
  if (signature.versionId === version.id) return { signature, version, changed: [] };
  const before = await publicVersion(signature.versionId);
  if (!before) return null;
  const now = engagementsOf(version);
  const kept = carryOver(engagementsOf(before), now, signature.answers);
  return { signature, version: before, changed: now.flatMap(({ id }) => (kept[id] ? [] : [id])) };
}

/** Whether a receipt was sent for this person's signature: its manage link is made with the mail. */
export async function hasReceipt({ version, candidacy, role }: Signing): Promise<boolean> {
  const where = { kind: "manage", formId: version.formId, candidacyId: candidacy.id, role } as const;
  return (await db().link.findFirst({ where, select: { id: true } })) !== null;
}

/** All that the mailed receipt says of one signature; the NGO's reply address is for the mail alone. */
export interface ReceiptFacts {
  readonly publicId: string;
  readonly signedAt: Date;
  /** How it was signed: by a link, or recorded by the NGO. */
  readonly method: SignatureMethod;
  readonly revision: number;
  readonly role: CandidacyRole;
  readonly person: { readonly name: string; readonly gender: string | null };
  readonly candidacy: { readonly publicId: string; readonly candidateName: string };
  readonly area: string;
  readonly version: PublicVersion;
  /** Who signed for the campaign, where it was not the person. */
  readonly delegate: Delegate | null;
  readonly answers: OwnSignature["answers"];
  readonly replyTo: string | null;
}

const RECEIPT = {
  publicId: true,
  signedAt: true,
  method: true,
  revision: true,
  role: true,
  versionId: true,
  person: { select: { givenName: true, familyName: true, gender: true } },
  candidacy: {
    select: {
      publicId: true,
      person: { select: { givenName: true, familyName: true } },
      ballot: { select: { area: { select: { name: true } } } },
    },
  },
  form: {
    select: { authors: { where: { isLead: true }, select: { organization: { select: { replyTo: true } } } } },
  },
  proof: true,
  answers: { select: { engagementId: true, value: true, comment: true } },
} as const;

/** The facts of the receipt of one signature; null where it does not exist. */
export async function receiptFacts(signatureId: string): Promise<ReceiptFacts | null> {
  const row = await db().signature.findUnique({ where: { id: signatureId }, select: RECEIPT });
  const version = row && (await publicVersion(row.versionId));
  if (!row || !version) return null;
  const { person, candidacy, form, answers, publicId, signedAt, method, revision, role } = row;
  return {
    publicId,
    signedAt,
    method,
    revision,
    role,
    version,
    person: { name: displayName(person), gender: person.gender },
    candidacy: { publicId: candidacy.publicId, candidateName: displayName(candidacy.person) },
    area: candidacy.ballot.area.name,
    delegate: keptDelegation.safeParse(row.proof).data ?? null,
    answers: Object.fromEntries(
      answers.map(({ engagementId, value, comment }) => [
        engagementId,
        { value, ...(comment ? { comment } : {}) },
      ]),
    ),
    replyTo: form.authors[0]?.organization.replyTo ?? null,
  };
}

/** A signature whose leaf the log has signed. */
export interface LoggedSignature {
  readonly index: number;
  readonly id: string;
  readonly signedAt: Date;
  readonly level: string;
  /** The way of signing, as statements write it. */
  readonly method: string;
  readonly version: number;
  readonly contestableUntil: Date | null;
  /** Standing, withdrawn, lapsed or erased; disputed until that is resolved, then `not-hers` where it does not stand. */
  readonly status: string;
  /** Whether its sealed PDF is made. */
  readonly isSealed: boolean;
}

/** What a signature `s` is now: an open dispute is told before anything else but an erasure. */
const STATUS = Prisma.sql`CASE
  WHEN EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased') THEN 'erased'
  WHEN signature_annulled(s.id) THEN 'not-hers'
  WHEN (SELECT e.kind = 'disputed' FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('disputed', 'resolved')
    ORDER BY e.at DESC LIMIT 1) THEN 'disputed'
  ELSE coalesce((SELECT e.kind::text FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'lapsed')
    ORDER BY e.at DESC LIMIT 1), 'standing') END`;

/** Signatures with a receipt, in the order of the log, after an index. */
export async function publicReceipts(after: number, limit: number): Promise<readonly LoggedSignature[]> {
  return db().$queryRaw`
    SELECT l.index::float8 AS index, s.public_id AS id, s.signed_at AS "signedAt",
      CASE WHEN s.level < 'A4' AND EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'attested')
        THEN 'A4' ELSE s.level END AS level,
      replace(s.method::text, '_', '-') AS method, (SELECT v.number FROM form_version v WHERE v.id = s.version_id) AS version,
      CASE WHEN s.recorded_at > signataires_now() - interval '48 hours' THEN s.recorded_at + interval '48 hours' END AS "contestableUntil",
      ${STATUS} AS status, EXISTS (SELECT FROM sealed_receipt r WHERE r.signature_id = s.id) AS "isSealed"
    FROM log_leaf l JOIN statement t ON t.leaf_id = l.id JOIN signature s ON s.id = t.signature_id
    WHERE l.index > ${after} AND l.index < (SELECT max(size) FROM log_sealed)
    ORDER BY l.index LIMIT ${limit}`;
}
