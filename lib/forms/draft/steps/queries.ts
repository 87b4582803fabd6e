import "server-only";
import type { Tx } from "@/lib/core/db";
import { wallTime } from "@/lib/core/wall-time";
import type { Prisma } from "@/prisma/client/client";
import type { Words } from "../../schema";
import type { Closing } from "./rules";
import { storedWords } from "./stored";

const STEP = {
  revision: true,
  words: true,
  closesAt: true,
  timeZone: true,
  at: true,
  back: true,
  forward: true,
  user: { select: { name: true } },
} as const satisfies Prisma.DraftStepSelect;

/** A saved state of a draft. */
export interface Step {
  readonly revision: number;
  readonly words: Words;
  readonly closing: Closing;
  readonly by: string;
  readonly at: Date;
  readonly back: number | null;
  readonly forward: number | null;
}

function viewOf(row: Prisma.DraftStepGetPayload<{ select: typeof STEP }>): Step {
  const { revision, words, closesAt, timeZone, at, back, forward, user } = row;
  const closing = { closesAt: wallTime(closesAt, timeZone), timeZone };
  return { revision, words: storedWords(words), closing, by: user?.name ?? "", at, back, forward };
}

/** A state of a draft that the caller's command holds locked. */
export async function stepAt(tx: Tx, versionId: string, revision: number): Promise<Step | null> {
  const where = { versionId_revision: { versionId, revision } };
  const row = await tx.draftStep.findUnique({ where, select: STEP });
  return row && viewOf(row);
}

/** The states from this revision on, the oldest first. */
export async function stepsSince(tx: Tx, versionId: string, revision: number): Promise<readonly Step[]> {
  const where = { versionId, revision: { gte: revision } };
  const rows = await tx.draftStep.findMany({ where, orderBy: { revision: "asc" }, select: STEP });
  return rows.map(viewOf);
}
