import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { changedByClock, type Written } from "./queries";
import { type WhyNotPress, whyNotPress } from "./rules";

/** What was written and removed, by path; the files themselves lie in the folder already. */
export async function recordFiles(
  ctx: Ctx,
  { written, removed }: { readonly written: readonly Written[]; readonly removed: readonly string[] },
): Promise<Result<object, WhyNotPress>> {
  const no = whyNotPress(ctx);
  if (no) return refuse(no);
  if (written.length + removed.length === 0) return done({});
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM published_file WHERE path = ANY (${[...removed]}::text[])`;
    await tx.$executeRaw`
      INSERT INTO published_file (path, owner, hash, size, written_at)
      SELECT path, owner, decode(hash, 'hex'), size, ${ctx.now}
      FROM json_to_recordset(${JSON.stringify(written)}::json) AS f (path text, owner text, hash text, size integer)
      ON CONFLICT (path) DO UPDATE SET owner = EXCLUDED.owner, hash = EXCLUDED.hash, size = EXCLUDED.size, written_at = EXCLUDED.written_at`;
  });
  return done({});
}

/** Forgets marks whose pages are written; those that came meanwhile stay. */
export async function forgetMarks(
  ctx: Ctx,
  { marks, build }: { readonly marks: readonly string[]; readonly build: string },
): Promise<Result<object, WhyNotPress>> {
  const no = whyNotPress(ctx);
  if (no) return refuse(no);
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM publication_mark WHERE id = ANY (${[...marks]}::bigint[])`;
    await tx.$executeRaw`UPDATE publication_state SET pass = pass + 1, build = ${build}`;
  });
  return done({});
}

/** Marks the whole site, as a new build or a damaged folder needs it. */
export async function markEverything(ctx: Ctx): Promise<Result<object, WhyNotPress>> {
  const no = whyNotPress(ctx);
  if (no) return refuse(no);
  await db().$executeRaw`INSERT INTO publication_mark (kind) VALUES ('everything')`;
  return done({});
}

/** Marks what changed because time passed: a form that closed, an election silence that began or ended. */
export async function followClock(ctx: Ctx): Promise<Result<{ readonly marked: number }, WhyNotPress>> {
  const no = whyNotPress(ctx);
  if (no) return refuse(no);
  const changed = await changedByClock(ctx.now);
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO publication_mark (kind, subject)
      SELECT kind, subject FROM json_to_recordset(${JSON.stringify(changed)}::json) AS m (kind text, subject text)`;
    await tx.$executeRaw`UPDATE publication_state SET clocked_at = ${ctx.now}`;
  });
  return done({ marked: changed.length });
}

/** The list of all files as it lies in the folder, for the signer to sign; the earlier signature goes with the earlier list. */
export async function recordManifest(
  ctx: Ctx,
  { hash, files }: { readonly hash: string; readonly files: number },
): Promise<Result<object, WhyNotPress>> {
  const no = whyNotPress(ctx);
  if (no) return refuse(no);
  await db().$executeRaw`
    UPDATE publication_state SET manifest_hash = decode(${hash}, 'hex'), manifest_files = ${files}, manifest_at = ${ctx.now}, manifest_note = NULL`;
  return done({});
}
