import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { slugOf } from "@/lib/core/slug";
import { whyNotNameParty } from "./rules";

async function freeSlug(tx: Tx, name: string): Promise<string> {
  const wanted = slugOf(name);
  const where = { slug: { startsWith: wanted } };
  const taken = await tx.organization.findMany({ where, select: { slug: true } });
  const slugs = new Set(taken.map(({ slug }) => slug));
  let slug = wanted;
  for (let n = 2; slugs.has(slug); n += 1) slug = `${wanted}-${n}`;
  return slug;
}

/**
 * The party of a name, full or short, whatever its case and accents, inside the caller's transaction. One that is not
 * known is made where `mayMake`, else refused.
 */
export async function partyNamed(
  ctx: Ctx,
  { tx, name, mayMake }: { tx: Tx; name: string; mayMake: boolean },
): Promise<Result<{ id: string }, "not-allowed" | "unknown-party">> {
  const no = whyNotNameParty(ctx);
  if (no) return refuse(no);
  const [known] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM organization WHERE kind = 'party' AND search_key(${name}) IN (search_key(name), search_key(short_name))
    ORDER BY search_key(name) <> search_key(${name}), name LIMIT 1`;
  if (known) return done(known);
  if (!mayMake) return refuse("unknown-party");
  const data = { kind: "party" as const, name, slug: await freeSlug(tx, name), createdAt: ctx.now };
  const party = await tx.organization.create({ data, select: { id: true } });
  const subject = { kind: "organization", id: party.id };
  await record(tx, ctx, { action: "organizations.name-party", subject, after: { name } });
  return done(party);
}
