import "server-only";
import { db, type Tx } from "@/lib/core/db";
import { pagesOf } from "@/lib/core/db-pages";
import type { Fault } from "@/lib/proof/checking/queries";
import { LOG_BEGINS } from "@/lib/proof/queries";
import type { StatedCandidate } from "@/lib/proof/statement/statement";
import { parseEvent } from "@/lib/proof/verify/shapes";
import { Prisma } from "@/prisma/client/client";
import type { CandidacyRole, SignatureEventKind } from "@/prisma/client/enums";
import { differences, type Facts, isStated, type LastingFacts, type Said } from "./rules";

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

/** What the tables hold of a signature `s` with its candidacy `c` and the leaf `l` of its words. */
const FACTS = Prisma.sql`s.id, s.revision, s.locale, s.method, s.level, s.evidence, s.proof, s.signed_at AS "signedAt",
  encode(l.hash, 'hex') AS leaf,
  CASE s.role WHEN 'candidate' THEN ${statedCandidate("candidate")} ELSE ${statedCandidate("substitute")} END AS stated,
  (SELECT json_agg(json_build_object('value', a.value, 'comment', a.comment) ORDER BY e.position)
    FROM answer a JOIN engagement e ON e.id = a.engagement_id WHERE a.signature_id = s.id) AS answers`;

/** Signatures without a leaf whose words have theirs, the oldest first; erased ones stay without. */
export async function signaturesWithoutLeaf(
  tx: Tx,
  limit: number,
): Promise<readonly (Facts & { readonly id: string })[]> {
  return tx.$queryRaw`
    SELECT ${FACTS}
    FROM signature s JOIN candidacy c ON c.id = s.candidacy_id JOIN log_leaf l ON l.version_id = s.version_id
    WHERE ${LOG_BEGINS} AND NOT EXISTS (SELECT FROM statement t WHERE t.signature_id = s.id)
      AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased')
    ORDER BY s.signed_at, s.id LIMIT ${limit}`;
}

export interface EventFacts {
  readonly id: string;
  readonly signatureId: string;
  readonly kind: SignatureEventKind;
  readonly at: Date;
  readonly reason: string | null;
  readonly said: Said | null;
}

/** What happened to logged signatures and is not in the log itself, the oldest first. */
export async function eventsWithoutLeaf(tx: Tx, limit: number): Promise<readonly EventFacts[]> {
  return tx.$queryRaw`
    SELECT e.id, e.signature_id AS "signatureId", e.kind, e.at, e.reason, e.said
    FROM signature_event e JOIN statement s ON s.signature_id = e.signature_id
    WHERE ${LOG_BEGINS} AND e.kind <> 'erased' AND NOT EXISTS (SELECT FROM statement t WHERE t.event_id = e.id)
    ORDER BY e.at, e.id LIMIT ${limit}`;
}

interface Stated extends LastingFacts {
  readonly publicId: string;
  readonly body: string | null;
  readonly index: number | null;
  readonly isErased: boolean;
  readonly isNamedAnew: boolean;
}

/** Each table is read once and joined whole: a look-up for each signature takes a minute where this takes a second. */
const STATED = `
  WITH anew AS MATERIALIZED (SELECT DISTINCT row_key FROM import_change WHERE before IS NOT NULL),
    answers AS MATERIALIZED (SELECT a.signature_id,
        json_agg(json_build_object('value', a.value, 'comment', a.comment) ORDER BY e.position) AS given
      FROM answer a JOIN engagement e ON e.id = a.engagement_id GROUP BY a.signature_id)
  SELECT s.public_id AS "publicId", s.revision, s.locale, s.method, s.level, s.evidence, s.proof, s.signed_at AS "signedAt",
    encode(l.hash, 'hex') AS leaf, coalesce(answers.given, '[]') AS answers, t.body, o.index::float8 AS index,
    json_build_object('id', p.public_id, 'candidacy', c.public_id, 'role', s.role,
      'name', coalesce(p.given_name || ' ' || p.family_name, '')) AS stated,
    gone.signature_id IS NOT NULL AS "isErased",
    k.candidacy_id IS NOT NULL OR ticket.row_key IS NOT NULL OR person.row_key IS NOT NULL AS "isNamedAnew"
  FROM signature s JOIN candidacy c ON c.id = s.candidacy_id
    LEFT JOIN person p ON p.id = CASE s.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END
    LEFT JOIN log_leaf l ON l.version_id = s.version_id
    LEFT JOIN statement t ON t.signature_id = s.id LEFT JOIN log_leaf o ON o.id = t.leaf_id
    LEFT JOIN answers ON answers.signature_id = s.id
    LEFT JOIN (SELECT DISTINCT signature_id FROM signature_event WHERE kind = 'erased') gone ON gone.signature_id = s.id
    LEFT JOIN (SELECT DISTINCT candidacy_id FROM candidacy_correction) k ON k.candidacy_id = c.id
    LEFT JOIN anew ticket ON ticket.row_key = c.id::text LEFT JOIN anew person ON person.row_key = s.person_id::text`;

/** Where the tables say another thing of a signature than its statement does, or one has none. */
export async function signatureFaults(): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for await (const rows of pagesOf<Stated>(STATED))
    for (const { publicId, body, index, isErased, isNamedAnew, ...facts } of rows) {
      const said = isErased ? [] : differences(facts, body, isNamedAnew);
      faults.push(...said.map((what) => ({ index, fact: `signature ${publicId}`, what })));
    }
  return faults;
}

/** Where the tables say another thing of a withdrawal or a dispute than its statement does, or it has none. */
export async function eventFaults(): Promise<readonly Fault[]> {
  const rows = await db().$queryRaw<
    (EventFacts & { body: string | null; index: number | null; publicId: string })[]
  >`
    SELECT e.id, e.signature_id AS "signatureId", e.kind, e.at, e.reason, e.said, t.body, o.index::float8 AS index, s.public_id AS "publicId"
    FROM signature_event e JOIN signature s ON s.id = e.signature_id
      LEFT JOIN statement t ON t.event_id = e.id LEFT JOIN log_leaf o ON o.id = t.leaf_id
    WHERE ${LOG_BEGINS} AND e.kind <> 'erased' AND NOT EXISTS (SELECT FROM signature_event x WHERE x.signature_id = s.id AND x.kind = 'erased')`;
  return rows.flatMap(({ body, index, publicId, ...event }) => {
    const statement = body === null ? null : parseEvent(body);
    const what = statement ? "differs from its statement" : "has no statement";
    const fact = `${event.kind} of signature ${publicId}`;
    return isStated(event, statement) ? [] : [{ index, fact, what }];
  });
}
