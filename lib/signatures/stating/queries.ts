import "server-only";
import type { Tx } from "@/lib/core/db";
import type { StatedCandidate } from "@/lib/proof/statement/statement";
import { Prisma } from "@/prisma/client/client";
import type { CandidacyRole, SignatureEventKind } from "@/prisma/client/enums";
import type { Facts } from "./rules";

export type { StatedCandidate };

/** The person of a statement, as JSON, beside a row `c` of candidacy; null where the ticket has no such place. */
export function statedCandidate(role: CandidacyRole): Prisma.Sql {
  const [own, other] = role === "candidate" ? ["person_id", "substitute_id"] : ["substitute_id", "person_id"];
  const name = (table: string) => `${table}.given_name || ' ' || ${table}.family_name`;
  return Prisma.sql`(
    SELECT json_strip_nulls(json_build_object('id', p.public_id, 'candidacy', c.public_id, 'name', ${Prisma.raw(name("p"))},
      'role', ${role}::text, 'ticket', ${Prisma.raw(name("o"))},
      'election', json_build_object('id', e.slug, 'name', coalesce(e.name->>'fr', e.name->>'en')),
      'constituency', json_build_object('code', a.code, 'name', a.name)))
    FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
      JOIN person p ON p.id = c.${Prisma.raw(own ?? "")} LEFT JOIN person o ON o.id = c.${Prisma.raw(other ?? "")}
    WHERE b.id = c.ballot_id)`;
}

/** Signatures without a leaf whose words have theirs, the oldest first; erased ones stay without. */
export async function signaturesWithoutLeaf(
  tx: Tx,
  limit: number,
): Promise<readonly (Facts & { readonly id: string })[]> {
  return tx.$queryRaw`
    SELECT s.id, s.revision, s.locale, s.method, s.level, s.evidence, s.signed_at AS "signedAt",
      encode(l.hash, 'hex') AS leaf,
      CASE s.role WHEN 'candidate' THEN ${statedCandidate("candidate")} ELSE ${statedCandidate("substitute")} END AS stated,
      (SELECT json_agg(json_build_object('value', a.value, 'comment', a.comment) ORDER BY e.position)
        FROM answer a JOIN engagement e ON e.id = a.engagement_id WHERE a.signature_id = s.id) AS answers
    FROM signature s JOIN candidacy c ON c.id = s.candidacy_id JOIN log_leaf l ON l.version_id = s.version_id
    WHERE NOT EXISTS (SELECT FROM statement t WHERE t.signature_id = s.id)
      AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased')
    ORDER BY s.signed_at, s.id LIMIT ${limit}`;
}

export interface EventFacts {
  readonly id: string;
  readonly signatureId: string;
  readonly kind: SignatureEventKind;
  readonly at: Date;
  readonly reason: string | null;
}

/** What happened to logged signatures and is not in the log itself, the oldest first. */
export async function eventsWithoutLeaf(tx: Tx, limit: number): Promise<readonly EventFacts[]> {
  return tx.$queryRaw`
    SELECT e.id, e.signature_id AS "signatureId", e.kind, e.at, e.reason
    FROM signature_event e JOIN statement s ON s.signature_id = e.signature_id
    WHERE e.kind <> 'erased' AND NOT EXISTS (SELECT FROM statement t WHERE t.event_id = e.id)
    ORDER BY e.at, e.id LIMIT ${limit}`;
}
