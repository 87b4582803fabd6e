import "server-only";
import type { ClientBase } from "pg";
import { recordInBulk } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { keptFile } from "@/lib/core/files";
import { done, type Result, refuse } from "@/lib/core/result";
import { changedSince } from "@/lib/elections/bulk/restore";
import type { ImportInput } from "../../bulk/in-election";
import { areasPreviewOf, previewOf } from "../../bulk/preview";
import type { Progress } from "../../bulk/report";
import { inOneTransaction, type SessionRefusal } from "../../bulk/session";
import { type Block, laterImport, takeBack, whatStandsOn } from "../../bulk/undo";
import { importAreas, importCandidates, importPersons, importResults } from "../../commands";
import { whyNotImport } from "../../rules";
import { importOptions } from "../../schema";
import { headerMapOf, readingOf, sureLines, type UndoRefusal, whyNotUndo } from "../rules";
import { editsShape, planKinds, settingsShape } from "../schema";

const importers = {
  candidates: importCandidates,
  results: importResults,
  persons: importPersons,
  areas: importAreas,
};

/** Does the dry run or the import that was asked for; a second run of a job that was done changes nothing. */
export async function runPlan(
  ctx: Ctx,
  { planId }: { planId: string },
): Promise<Result<null, "not-operator">> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  const plan = await db().importPlan.findFirst({
    where: { id: planId, state: { in: ["checking", "writing"] } },
    select: {
      id: true,
      kind: true,
      state: true,
      fileName: true,
      fileHash: true,
      settings: true,
      edits: true,
      userId: true,
    },
  });
  if (!plan) return done(null);
  const kind = planKinds.find((one) => one === plan.kind) ?? "candidates";
  const settings = settingsShape.parse(plan.settings);
  const edits = editsShape.parse(plan.edits);
  const isDryRun = plan.state === "checking";
  const file = keptFile(plan.fileHash);
  const reading = readingOf(settings, edits);
  const map = headerMapOf(settings.map);
  const start = performance.now();
  const told = progressOf(plan.id);
  const { election, name, dates, round, creates } = settings;
  const names = new Map(settings.files.map(({ hash, name }) => [keptFile(hash), name]));
  const asked = importOptions.parse({
    files: kind === "areas" ? [...names.keys()] : [file],
    round,
    creates,
    isDryRun,
    ...(election ? { election } : {}),
    ...(name ? { name } : {}),
    ...(dates ? { dates } : {}),
  });
  const input: ImportInput = {
    ...asked,
    map,
    reading,
    sure: sureLines(edits),
    fileName: plan.fileName,
    progress: told.progress,
    before: async ({ client, report, runId }) => {
      await told.settled();
      const seconds = (performance.now() - start) / 1000;
      const preview =
        kind === "areas"
          ? areasPreviewOf(report, { names, seconds })
          : await previewOf(client, { report, runId, file, map, reading, seconds });
      if (isDryRun) kept = preview;
      else await written(client, { planId: plan.id, runId, userId: plan.userId, preview });
    },
  };
  let kept: unknown = null;
  const result = await importers[kind](ctx, input);
  await told.settled();
  if (result.ok && !isDryRun) return done(null);
  const refusal = result.ok
    ? null
    : { refusal: result.refusal, ...(result.detail && { detail: result.detail }) };
  await conclude(plan.id, { preview: kept, refusal });
  return done(null);
}

/** In the import's own transaction: the plan is written exactly when its rows are. */
async function written(
  client: ClientBase,
  of: { planId: string; runId: string; userId: string | null; preview: unknown },
): Promise<void> {
  const { planId, runId, userId, preview } = of;
  await client.query("UPDATE import_run SET user_id = $2 WHERE id = $1", [runId, userId]);
  const { rowCount } = await client.query(
    "UPDATE import_plan SET state = 'written', run_id = $2, preview = $3, refusal = NULL WHERE id = $1 AND state = 'writing'",
    [planId, runId, JSON.stringify(preview)],
  );
  if (rowCount !== 1) throw new Error("the plan was not being written");
}

async function conclude(id: string, { preview, refusal }: { preview: unknown; refusal: unknown }) {
  await db()
    .$executeRaw`UPDATE import_plan SET state = 'checked', preview = ${JSON.stringify(preview)}::jsonb,
    refusal = nullif(${JSON.stringify(refusal)}::jsonb, 'null'::jsonb) WHERE id = ${id}::uuid AND state IN ('checking', 'writing')`;
}

/** Rows read so far, written beside the import's transaction, four times a second at most. */
function progressOf(id: string): { progress: Progress; settled: () => Promise<void> } {
  let last = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const progress: Progress = ({ phase, rows }) => {
    if (phase === "reading" && performance.now() - last < 250) return;
    last = performance.now();
    writing = writing.then(() =>
      db().importPlan.updateMany({ where: { id }, data: { phase, progress: rows } }),
    );
  };
  return { progress, settled: async () => void (await writing) };
}

type UndoProblem =
  | SessionRefusal
  | UndoRefusal
  | "not-operator"
  | "gone"
  | `stands-${Block}`
  | "changed-since"
  | "in-use";

/** Takes a whole import back within a day, or says what stands in the way; nothing is taken back by half. */
export async function undoImport(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<{ restored: number; removed: number }, UndoProblem>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  try {
    return await inOneTransaction((client) => undo(client, ctx, id));
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "23503") throw error;
    return refuse("in-use", { what: "table" in error ? String(error.table) : "" });
  }
}

async function undo(client: ClientBase, ctx: Ctx, id: string) {
  const kept = (result: Result<{ restored: number; removed: number }, UndoProblem>) => ({
    result,
    isKept: result.ok,
  });
  const { rows } = await client.query<{
    id: string;
    at: Date;
    status: string;
    kind: string;
    electionId: string | null;
  }>(
    `SELECT id, at, status::text, kind, election_id AS "electionId" FROM import_run WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const [run] = rows;
  if (!run) return kept(refuse("gone"));
  const no = whyNotUndo(run, ctx.now);
  if (no) return kept(refuse(no));
  const later = await laterImport(client, run);
  if (later !== null) return kept(refuse("later-import", { file: later }));
  const standing = await whatStandsOn(client, run);
  if (standing) return kept(refuse(`stands-${standing.block}`, { count: standing.count }));
  const changed = await changedSince(client, run.id);
  if (changed > 0) return kept(refuse("changed-since", { count: changed }));
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  const taken = await takeBack(client, run, { now: ctx.now, userId });
  await recordInBulk(client, ctx, {
    action: "importing.undo",
    subject: { kind: "import", id: run.id },
    after: taken,
  });
  return kept(done(taken));
}
