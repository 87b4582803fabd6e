import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { keepFile, keptFile } from "@/lib/core/files";
import { addJob } from "@/lib/core/jobs";
import { done, type Result, refuse } from "@/lib/core/result";
import { inspect } from "../files/inspect";
import { Unreadable, type UnreadableReason } from "../files/unreadable";
import { isKnownHeader } from "../ministry/headers";
import { whyNotImport, whyNotReal } from "../rules";
import { correctionsOf, electionOf, formatOf, headerMapOf, mendedCells } from "./rules";
import {
  type ColumnsInput,
  editsShape,
  LARGEST,
  type Mend,
  type PlanState,
  previewShape,
  settingsShape,
  type Upload,
} from "./schema";

export type PlanRefusal = "not-operator" | "gone" | "changed-meanwhile";

/** Keeps an uploaded or pasted table and begins an import of it; nothing of it is imported yet. */
export async function beginImport(
  ctx: Ctx,
  input: Upload,
): Promise<Result<{ id: string }, "not-operator" | "demo-instance" | "nothing-given" | UnreadableReason>> {
  const no = whyNotImport(ctx) ?? whyNotReal(await mode());
  if (no) return refuse(no);
  const { file, pasted = "" } = input;
  const isFile = file !== undefined && (file.size > 0 || file.name !== "");
  if (!isFile && pasted.trim() === "") return refuse("nothing-given");
  const bytes = isFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(pasted);
  if (bytes.length > LARGEST) return refuse("too-large");
  const remembered = await headersRemembered();
  const hash = await keepFile(bytes);
  const problem = await unreadableAs(keptFile(hash), remembered);
  if (problem) return refuse(problem);
  const fileName = isFile ? file.name.slice(-200) : "—";
  return await db().$transaction(async (tx) => {
    const plan = await tx.importPlan.create({
      data: {
        kind: input.kind,
        fileName,
        fileHash: hash,
        bytes: bytes.length,
        settings: { map: remembered },
        ...(ctx.actor.kind === "member" ? { userId: ctx.actor.userId } : {}),
        at: ctx.now,
      },
      select: { id: true },
    });
    const subject = { kind: "import-plan", id: plan.id };
    await record(tx, ctx, { action: "importing.begin", subject, after: { kind: input.kind, hash } });
    return done(plan);
  });
}

async function mode() {
  const instance = await db().instance.findUnique({ where: { id: 1 }, select: { mode: true } });
  return instance?.mode ?? null;
}

async function headersRemembered(): Promise<Record<string, string | null>> {
  const rows = await db().importHeader.findMany({ select: { header: true, field: true } });
  return Object.fromEntries(rows.map(({ header, field }) => [header, field]));
}

async function unreadableAs(
  path: string,
  map: Record<string, string | null>,
): Promise<UnreadableReason | null> {
  try {
    await inspect(path, {}, (header) => isKnownHeader(header, headerMapOf(map)), LARGEST);
    return null;
  } catch (error) {
    if (error instanceof Unreadable) return error.reason;
    throw error;
  }
}

/** A plan with columns of which something may still be changed, or null. */
async function open(id: string, states: readonly PlanState[]) {
  const plan = await db().importPlan.findFirst({
    where: { id, kind: { not: "areas" }, state: { in: [...states] } },
    select: { id: true, state: true, fileHash: true, settings: true, edits: true, preview: true },
  });
  if (!plan) return null;
  return { ...plan, settings: settingsShape.parse(plan.settings), edits: editsShape.parse(plan.edits) };
}

/** Takes how the file is read, what its columns hold and which election it is of; remembers headers, and asks for the dry run. */
export async function setColumns(
  ctx: Ctx,
  input: ColumnsInput,
): Promise<Result<null, PlanRefusal | "no-election" | UnreadableReason>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  const plan = await open(input.id, ["read", "checked"]);
  if (!plan) return refuse("gone");
  const format = formatOf(input);
  if (input.intent === "reread") {
    const settings = { ...plan.settings, ...format };
    return await change(ctx, { id: plan.id, action: "reread", data: { settings, edits: {} } });
  }
  const election = electionOf(input);
  if (election === "no-election") return refuse("no-election");
  const { columns } = await inspect(keptFile(plan.fileHash), { ...plan.settings, ...format }, () => true);
  const headers = await headersAt(plan.fileHash, { ...plan.settings, ...format });
  const corrections = correctionsOf(headers ?? columns.map(({ header }) => header), input.columns ?? {});
  const { election: _e, name: _n, dates: _d, ...kept } = plan.settings;
  const settings = { ...kept, ...format, ...election, map: { ...plan.settings.map, ...corrections } };
  await remember(ctx, corrections);
  return await start(ctx, plan.id, { settings });
}

async function headersAt(hash: string, settings: ReturnType<typeof settingsShape.parse>) {
  const map = headerMapOf(settings.map);
  const { columns } = await inspect(keptFile(hash), settings, (header) => isKnownHeader(header, map));
  return columns.map(({ header }) => header);
}

async function remember(ctx: Ctx, corrections: Record<string, string | null>): Promise<void> {
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  for (const [header, field] of Object.entries(corrections)) {
    const data = { field, userId, at: ctx.now };
    await db().importHeader.upsert({
      where: { header },
      create: { header, ...data },
      update: data,
      select: { header: true },
    });
  }
}

type Data = NonNullable<Parameters<ReturnType<typeof db>["importPlan"]["updateMany"]>[0]["data"]>;

async function change(
  ctx: Ctx,
  of: { id: string; action: string; data: Data; job?: boolean; states?: PlanState[] },
): Promise<Result<null, "gone">> {
  const { id, action, data, job, states = ["read", "checked"] } = of;
  return await db().$transaction(async (tx) => {
    const { count } = await tx.importPlan.updateMany({ where: { id, state: { in: states } }, data });
    if (count === 0) return refuse("gone");
    await record(tx, ctx, { action: `importing.${action}`, subject: { kind: "import-plan", id } });
    if (job) await addJob(tx, "run-import", { planId: id }, { key: `import-${id}`, maxAttempts: 3 });
    return done(null);
  });
}

const fresh = { progress: 0, phase: "reading", isStale: false };

/** Asks for a dry run, as a job. */
function start(ctx: Ctx, id: string, data: Data): Promise<Result<null, "gone">> {
  return change(ctx, { id, action: "check", data: { ...data, ...fresh, state: "checking" }, job: true });
}

/** The dry run again, with what was mended. */
export async function checkAgain(ctx: Ctx, { id }: { id: string }): Promise<Result<null, PlanRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  return await start(ctx, id, {});
}

/** Writes what the dry run showed, as a job; refuses when something was mended since. */
export async function commitImport(ctx: Ctx, { id }: { id: string }): Promise<Result<null, PlanRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  const plan = await db().importPlan.findUnique({ where: { id }, select: { isStale: true, refusal: true } });
  if (!plan || plan.refusal !== null) return refuse("gone");
  if (plan.isStale) return refuse("changed-meanwhile");
  const data = { ...fresh, state: "writing" };
  return await change(ctx, { id, action: "commit", data, job: true, states: ["checked"] });
}

/** Leaves an import that was never written; what was prepared is kept for the history. */
export async function abandonImport(ctx: Ctx, { id }: { id: string }): Promise<Result<null, PlanRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  return await change(ctx, { id, action: "abandon", data: { state: "abandoned" } });
}

/** Mends a row in doubt: its cells, or left out, or right as it is; counted at the next dry run. */
export async function mendRow(ctx: Ctx, input: Mend): Promise<Result<null, PlanRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  const plan = await open(input.id, ["checked"]);
  const preview = plan ? previewShape.safeParse(plan.preview) : null;
  const doubt = preview?.data?.doubts.find(({ line }) => line === input.line);
  if (!plan || !doubt) return refuse("gone");
  const { [String(input.line)]: before, ...others } = plan.edits;
  const cells = mendedCells(doubt.cells, input.cells, preview?.data?.headers.length ?? 0);
  const edit = {
    mend: { cells },
    "leave-out": { isLeftOut: true },
    sure: { ...before, isSure: true },
    restore: null,
  }[input.intent];
  const edits = edit ? { ...others, [input.line]: edit } : others;
  return await change(ctx, {
    id: plan.id,
    action: `row-${input.intent}`,
    data: { edits, isStale: true },
    states: ["checked"],
  });
}
