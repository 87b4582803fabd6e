import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";

export interface Hook {
  readonly id: string;
  readonly organizationId: string;
  readonly url: string;
  readonly secretNumber: number;
  readonly nextIndex: bigint;
  readonly failures: number;
  readonly nextTryAt: Date;
  readonly stoppedAt: Date | null;
}

const HOOK = {
  ...{ id: true, organizationId: true, url: true, secretNumber: true, nextIndex: true },
  ...{ failures: true, nextTryAt: true, stoppedAt: true },
} as const;

/** A time that something was handed over, newest first. */
export interface Try {
  readonly id: bigint;
  readonly index: bigint;
  readonly type: string;
  readonly at: Date;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  readonly words: string;
}

/** The webhooks of the NGOs that the caller owns, each with its last ten tries. */
export async function webhooksFor(ctx: Ctx): Promise<readonly (Hook & { readonly tries: readonly Try[] })[]> {
  if (ctx.actor.kind !== "member") return [];
  const owned = ctx.actor.memberships.filter(({ role }) => role === "owner");
  return db().webhook.findMany({
    where: { organizationId: { in: owned.map(({ organizationId }) => organizationId) } },
    orderBy: { madeAt: "asc" },
    select: {
      ...HOOK,
      tries: {
        orderBy: { id: "desc" },
        take: 10,
        select: { id: true, index: true, type: true, at: true, status: true, words: true },
      },
    },
  });
}

/** The webhooks whose time has come and whose NGO may be told of something new. */
export async function webhooksDue(now: Date): Promise<readonly Hook[]> {
  return db().webhook.findMany({
    where: { stoppedAt: null, nextTryAt: { lte: now } },
    orderBy: { id: "asc" },
    select: HOOK,
  });
}

/** The index that the log's next entry will have. */
export async function logEnd(): Promise<bigint> {
  const { _max } = await db().logLeaf.aggregate({ _max: { index: true } });
  return (_max.index ?? -1n) + 1n;
}

/** One entry of the log about an NGO's form, as public pages tell it now. */
export interface Entry {
  readonly index: bigint;
  readonly type: string;
  readonly at: Date;
  readonly form: string;
  readonly version: number;
  readonly signature: string | null;
  readonly candidacy: string | null;
  readonly role: string | null;
  readonly level: string | null;
  readonly election: string;
  readonly constituency: string | null;
}

/**
 * Entries from an index on of the forms that an NGO writes, in the log's order, at most `limit`. What was erased is named by its
 * public id alone.
 */
export async function entriesOf(
  organizationId: string,
  from: bigint,
  limit: number,
): Promise<readonly Entry[]> {
  const { rows } = await pool().query<Omit<Entry, "index"> & { readonly index: string }>(
    `WITH entry AS (
       SELECT l.index, l.version_id, coalesce(t.signature_id, e.signature_id, x.signature_id) AS signature_id,
         CASE WHEN l.version_id IS NOT NULL THEN 'version.published' WHEN t.signature_id IS NOT NULL THEN 'signature.recorded'
           ELSE 'signature.' || coalesce(e.kind, x.kind) END AS type,
         coalesce(e.at, x.at) AS at
       FROM log_leaf l LEFT JOIN statement t ON t.leaf_id = l.id LEFT JOIN signature_event e ON e.id = t.event_id
       LEFT JOIN signature_event x ON t.leaf_id IS NULL AND l.version_id IS NULL AND x.kind = 'erased'
         AND x.said->>'ref' = convert_from(l.data, 'UTF8')::jsonb->>'ref' AND convert_from(l.data, 'UTF8')::jsonb->>'type' = 'erasure'
       WHERE l.index >= $2)
     SELECT y.index::text, y.type, coalesce(y.at, s.signed_at, v.published_at) AS at, f.slug AS form, v.number AS version,
       s.public_id AS signature, c.public_id AS candidacy, s.role, s.level, n.slug AS election, a.code AS constituency
     FROM entry y LEFT JOIN signature s ON s.id = y.signature_id JOIN form_version v ON v.id = coalesce(y.version_id, s.version_id)
     JOIN form f ON f.id = v.form_id JOIN election n ON n.id = f.election_id
     LEFT JOIN candidacy c ON c.id = s.candidacy_id LEFT JOIN ballot b ON b.id = c.ballot_id LEFT JOIN area a ON a.id = b.area_id
     WHERE EXISTS (SELECT FROM form_author o WHERE o.form_id = f.id AND o.organization_id = $1 AND (o.is_lead OR o.consented_at IS NOT NULL))
     ORDER BY y.index LIMIT $3`,
    [organizationId, String(from), limit],
  );
  return rows.map((row) => ({ ...row, index: BigInt(row.index) }));
}
