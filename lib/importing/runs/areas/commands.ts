import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { keepFile, keptFile } from "@/lib/core/files";
import { addJob } from "@/lib/core/jobs";
import { done, type Result, refuse } from "@/lib/core/result";
import { areaContentOf } from "../../areas/read-areas";
import { Unreadable, type UnreadableReason } from "../../files/unreadable";
import { whyNotImport, whyNotReal } from "../../rules";
import { LARGEST, type Settings, settingsShape } from "../schema";
import { type AreasInput, MOST_FILES } from "./schema";

type Refusal =
  | "not-operator"
  | "demo-instance"
  | "nothing-given"
  | "too-many-files"
  | "gone"
  | UnreadableReason;
type Kept = Settings["files"][number];

/** Keeps files of areas, known by their columns, as one set (or joins them to one that is not written), and asks for its dry run. */
export async function beginAreas(ctx: Ctx, input: AreasInput): Promise<Result<{ id: string }, Refusal>> {
  const no = whyNotImport(ctx) ?? whyNotReal(await mode());
  if (no) return refuse(no);
  const before = input.id ? await openSet(input.id) : [];
  if (!before) return refuse("gone");
  if (input.files.length === 0) return refuse("nothing-given");
  const kept = await keptFiles(input.files);
  if (!kept.ok) return kept;
  const files = [...before, ...kept.value].filter(
    ({ hash }, at, all) => all.findIndex((one) => one.hash === hash) === at,
  );
  if (files.length > MOST_FILES) return refuse("too-many-files", { most: MOST_FILES });
  return await prepare(ctx, input, files);
}

async function mode() {
  const instance = await db().instance.findUnique({ where: { id: 1 }, select: { mode: true } });
  return instance?.mode ?? null;
}

async function openSet(id: string): Promise<Kept[] | null> {
  const where = { id, kind: "areas", state: "checked" };
  const plan = await db().importPlan.findFirst({ where, select: { settings: true } });
  return plan && settingsShape.parse(plan.settings).files;
}

/** A file that nobody knows is told by its name, and nothing is begun. */
async function keptFiles(given: readonly File[]): Promise<Result<Kept[], UnreadableReason>> {
  const files: Kept[] = [];
  if (given.reduce((sum, { size }) => sum + size, 0) > LARGEST)
    return refuse("too-large", { file: given[0]?.name ?? "" });
  for (const file of given) {
    const name = file.name.slice(-100);
    const hash = await keepFile(new Uint8Array(await file.arrayBuffer()));
    try {
      files.push({ name, hash, content: await areaContentOf(keptFile(hash)) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { line = 0, detail = "" } = error.place;
      return refuse(error.reason, { file: name, line, detail });
    }
  }
  return done(files);
}

async function prepare(ctx: Ctx, { id, files: given }: AreasInput, files: readonly Kept[]) {
  const [first] = files;
  if (!first) return refuse("nothing-given");
  const data = {
    kind: "areas",
    fileName: files
      .map(({ name }) => name)
      .join(", ")
      .slice(0, 200),
    fileHash: first.hash,
    bytes: given.reduce((sum, { size }) => sum + size, 0),
    settings: { files: [...files] },
    state: "checking",
    phase: "reading",
    progress: 0,
    at: ctx.now,
    ...(ctx.actor.kind === "member" ? { userId: ctx.actor.userId } : {}),
  };
  return await db().$transaction(async (tx) => {
    if (id) {
      const { count } = await tx.importPlan.updateMany({ where: { id, state: "checked" }, data });
      if (count === 0) return refuse("gone");
    }
    const plan = id ? { id } : await tx.importPlan.create({ data, select: { id: true } });
    const subject = { kind: "import-plan", id: plan.id };
    const after = { kind: "areas", hashes: files.map(({ hash }) => hash) };
    await record(tx, ctx, { action: "importing.begin", subject, after });
    await addJob(tx, "run-import", { planId: plan.id }, { key: `import-${plan.id}`, maxAttempts: 3 });
    return done({ id: plan.id });
  });
}
