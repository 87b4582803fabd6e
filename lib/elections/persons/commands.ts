import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { type Matched, matchPersons } from "../bulk/match-persons";
import { whyNotKeep } from "../rules";
import type { Decide, Join, Undo } from "./schema";

type MergeRefusal = "same-ballot" | "already-one";
type DecideRefusal = "not-allowed" | "no-such-pair" | "already-decided" | MergeRefusal;

const userOf = ({ actor }: Ctx) => (actor.kind === "member" ? actor.userId : null);

/** One matching at a time; the number is only ours. */
const LOCK = 20_220_612;

/** Looks for the same people across elections; what is decided already is not asked again. */
export async function findMatches(ctx: Ctx): Promise<Result<Matched, "not-allowed" | "busy">> {
  const no = whyNotKeep(ctx);
  if (no) return refuse(no);
  const client = await pool().connect();
  let isBroken = true;
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS free", [
      LOCK,
    ]);
    if (!rows[0]?.free) {
      await client.query("ROLLBACK");
      isBroken = false;
      return refuse("busy");
    }
    const matched = await matchPersons(client, { now: ctx.now, userId: userOf(ctx) });
    await client.query("COMMIT");
    isBroken = false;
    return done(matched);
  } finally {
    client.release(isBroken);
  }
}

interface Head {
  readonly id: string;
  readonly root: string;
  readonly latest: Date | null;
  readonly createdAt: Date;
}

/** Who two records are now, locked; the one of the latest election first, because her name is the present one. */
async function heads(tx: Tx, ids: readonly string[]): Promise<Head[]> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const found = await tx.$queryRaw<Head[]>`
    SELECT p.id, r.id AS root, r.created_at AS "createdAt", (
      SELECT max(d.polling_date) FROM person m JOIN candidacy c ON m.id IN (c.person_id, c.substitute_id)
      JOIN ballot b ON b.id = c.ballot_id JOIN election_round d ON d.election_id = b.election_id
      WHERE r.id IN (m.id, m.merged_into_id)) AS latest
    FROM person p JOIN person r ON r.id = coalesce(p.merged_into_id, p.id) WHERE p.id = ANY (${ids}::uuid[])`;
  return found.sort((a, b) => Number(b.latest ?? 0) - Number(a.latest ?? 0) || +a.createdAt - +b.createdAt);
}

async function standTogether(tx: Tx, a: string, b: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH stood AS (
      SELECT coalesce(p.merged_into_id, p.id) AS root, c.ballot_id FROM person p JOIN candidacy c ON p.id IN (c.person_id, c.substitute_id)
      WHERE p.id IN (${a}::uuid, ${b}::uuid) OR p.merged_into_id IN (${a}::uuid, ${b}::uuid)
    )
    SELECT x.root AS id FROM stood x JOIN stood y USING (ballot_id) WHERE x.root = ${a}::uuid AND y.root = ${b}::uuid LIMIT 1`;
  return rows.length > 0;
}

interface Merging {
  readonly ids: readonly [string, string];
  readonly basis: "review" | "by-hand";
  readonly facts: readonly string[];
}

/** Points the older record at the newer: candidacies, identifiers and signatures stay where they are. */
async function merge(
  tx: Tx,
  ctx: Ctx,
  { ids, basis, facts }: Merging,
): Promise<Result<{ id: string }, MergeRefusal>> {
  const [kept, merged] = await heads(tx, ids);
  if (!kept || !merged || kept.root === merged.root) return refuse("already-one");
  if (await standTogether(tx, kept.root, merged.root)) return refuse("same-ballot");
  await tx.$executeRaw`UPDATE person SET merged_into_id = ${kept.root}::uuid WHERE ${merged.root}::uuid IN (id, merged_into_id)`;
  const data = {
    keptId: kept.root,
    mergedId: merged.root,
    basis,
    facts: [...facts],
    at: ctx.now,
    userId: userOf(ctx),
  };
  const made = await tx.personMerge.create({ data, select: { id: true } });
  const subject = { kind: "person", id: kept.root };
  await record(tx, ctx, {
    action: "elections.merge-persons",
    subject,
    after: { mergedId: merged.root, basis, facts: [...facts] },
  });
  return done(made);
}

/** Answers a pair of the queue: the same (they are joined), not the same, or later. Each is asked once. */
export async function decidePair(
  ctx: Ctx,
  { pairId, decision }: Decide,
): Promise<Result<{ decision: Decide["decision"] }, DecideRefusal>> {
  const no = whyNotKeep(ctx);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM person_pair WHERE id = ${pairId}::uuid FOR UPDATE`;
    const select = { firstId: true, secondId: true, decision: true, facts: true } as const;
    const pair = await tx.personPair.findUnique({ where: { id: pairId }, select });
    if (!pair) return refuse("no-such-pair");
    if (pair.decision && pair.decision !== "later") return refuse("already-decided");
    if (decision === "same") {
      const merged = await merge(tx, ctx, {
        ids: [pair.firstId, pair.secondId],
        basis: "review",
        facts: pair.facts,
      });
      if (!merged.ok) return merged;
    }
    const data = { decision, decidedAt: ctx.now, decidedById: userOf(ctx) };
    await tx.personPair.update({ where: { id: pairId }, data, select: { id: true } });
    const subject = { kind: "person-pair", id: pairId };
    await record(tx, ctx, {
      action: "elections.decide-pair",
      subject,
      before: { decision: pair.decision },
      after: { decision },
    });
    return done({ decision });
  });
}

/** Joins two records that no machine proposed. */
export async function joinPersons(
  ctx: Ctx,
  { personId, other }: Join,
): Promise<Result<{ id: string }, "not-allowed" | "no-such-person" | MergeRefusal>> {
  const no = whyNotKeep(ctx);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const found = await tx.person.findUnique({ where: { publicId: other }, select: { id: true } });
    if (!found) return refuse("no-such-person");
    return merge(tx, ctx, { ids: [personId, found.id], basis: "by-hand", facts: [] });
  });
}

/** Everybody who was joined to the record before it was joined itself becomes hers again. */
async function pointBack(tx: Tx, mergedId: string): Promise<void> {
  await tx.$executeRaw`
    WITH RECURSIVE own AS (
      SELECT ${mergedId}::uuid AS id UNION SELECT m.merged_id FROM own JOIN person_merge m ON m.kept_id = own.id WHERE m.undone_at IS NULL
    )
    UPDATE person p SET merged_into_id = nullif(${mergedId}::uuid, p.id) FROM own WHERE own.id = p.id`;
}

/** Takes a merge back: both records stand as before, and the pair waits to be decided anew. */
export async function undoMerge(
  ctx: Ctx,
  { mergeId }: Undo,
): Promise<Result<{ id: string }, "not-allowed" | "no-such-merge" | "already-undone">> {
  const no = whyNotKeep(ctx);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM person_merge WHERE id = ${mergeId}::uuid FOR UPDATE`;
    const select = { keptId: true, mergedId: true, facts: true, undoneAt: true } as const;
    const made = await tx.personMerge.findUnique({ where: { id: mergeId }, select });
    if (!made) return refuse("no-such-merge");
    if (made.undoneAt) return refuse("already-undone");
    const data = { undoneAt: ctx.now, undoneById: userOf(ctx) };
    await tx.personMerge.update({ where: { id: mergeId }, data, select: { id: true } });
    await pointBack(tx, made.mergedId);
    const [firstId = "", secondId = ""] = [made.keptId, made.mergedId].sort();
    await tx.personPair.upsert({
      where: { firstId_secondId: { firstId, secondId } },
      create: { firstId, secondId, kind: "same", facts: made.facts, foundAt: ctx.now },
      update: { decision: null, decidedAt: null, decidedById: null },
      select: { id: true },
    });
    const subject = { kind: "person", id: made.keptId };
    await record(tx, ctx, {
      action: "elections.undo-merge",
      subject,
      before: { mergedId: made.mergedId },
      after: { mergeId },
    });
    return done({ id: mergeId });
  });
}
