import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { keptFile } from "@/lib/core/files";
import type { Locale } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import { type Inspected, inspect } from "../files/inspect";
import { Unreadable } from "../files/unreadable";
import { fieldOf, isKnownHeader } from "../ministry/headers";
import { whyNotImport } from "../rules";
import { headerMapOf, whyNotUndo } from "./rules";
import {
  type Edit,
  editsShape,
  type Preview,
  planKinds,
  planStates,
  previewShape,
  refusalShape,
  type Settings,
  settingsShape,
} from "./schema";

export interface ImportLine {
  /** Of the plan, where the import was prepared on the screen. */
  readonly planId: string | null;
  readonly id: string;
  readonly fileName: string;
  readonly kind: string;
  readonly election: string | null;
  readonly at: Date;
  readonly by: string | null;
  readonly state: "preparing" | "running" | "written" | "undone" | "abandoned";
  readonly counts: Readonly<Record<string, number>>;
}

const shown = 100;

/** The imports of this instance, the newest first; null for others than its operator. */
export async function importsFor(ctx: Ctx, locale: Locale): Promise<readonly ImportLine[] | null> {
  if (whyNotImport(ctx)) return null;
  const [runs, plans] = await Promise.all([
    db().importRun.findMany({
      orderBy: { at: "desc" },
      take: shown,
      select: {
        id: true,
        fileName: true,
        kind: true,
        at: true,
        status: true,
        counts: true,
        userId: true,
        election: { select: { name: true } },
        plan: { select: { id: true } },
      },
    }),
    db().importPlan.findMany({
      where: { runId: null },
      orderBy: { at: "desc" },
      take: shown,
      select: { id: true, fileName: true, kind: true, at: true, state: true, settings: true, userId: true },
    }),
  ]);
  const names = await namesOf([...runs, ...plans].flatMap(({ userId }) => userId ?? []));
  const by = (userId: string | null) => (userId ? (names.get(userId) ?? null) : null);
  const lines: ImportLine[] = [
    ...runs.map(({ plan, election, status, counts, userId, ...run }) => ({
      ...run,
      planId: plan?.id ?? null,
      election: election ? localized(election.name, locale).text : null,
      by: by(userId),
      state: status === "undone" ? ("undone" as const) : ("written" as const),
      counts: numbersIn(counts),
    })),
    ...plans.map(({ settings, state, userId, ...plan }) => ({
      ...plan,
      planId: plan.id,
      election: settingsShape.safeParse(settings).data?.name ?? null,
      by: by(userId),
      state:
        state === "abandoned"
          ? ("abandoned" as const)
          : state === "writing"
            ? ("running" as const)
            : ("preparing" as const),
      counts: {},
    })),
  ];
  return lines.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, shown);
}

async function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const users = await db().user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

function numbersIn(counts: unknown): Record<string, number> {
  if (typeof counts !== "object" || counts === null) return {};
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, count]) => (typeof count === "number" ? [[name, count]] : [])),
  );
}

export interface PlanColumn {
  readonly at: number;
  readonly header: string;
  readonly samples: readonly string[];
  readonly field: string;
  readonly isUnknown: boolean;
}

export interface PlanView {
  readonly id: string;
  readonly kind: (typeof planKinds)[number];
  readonly fileName: string;
  readonly bytes: number;
  readonly at: Date;
  readonly state: (typeof planStates)[number];
  readonly settings: Settings;
  readonly edits: Readonly<Record<string, Edit>>;
  readonly isStale: boolean;
  readonly preview: Preview | null;
  readonly refusal: { refusal: string; detail?: Record<string, string | number> | undefined } | null;
  readonly phase: string;
  readonly progress: number;
  readonly run: {
    id: string;
    at: Date;
    undoneAt: Date | null;
    slug: string | null;
    election: string | null;
    canUndo: boolean;
  } | null;
}

/** One import prepared on the screen; null for others than the operator. */
export async function planFor(ctx: Ctx, id: string, locale: Locale): Promise<PlanView | null> {
  if (whyNotImport(ctx) || !/^[0-9a-f-]{36}$/.test(id)) return null;
  const plan = await db().importPlan.findUnique({
    where: { id },
    select: {
      id: true,
      kind: true,
      fileName: true,
      bytes: true,
      at: true,
      state: true,
      settings: true,
      edits: true,
      isStale: true,
      preview: true,
      refusal: true,
      phase: true,
      progress: true,
      run: {
        select: {
          id: true,
          at: true,
          status: true,
          undoneAt: true,
          kind: true,
          election: { select: { slug: true, name: true } },
        },
      },
    },
  });
  if (!plan) return null;
  const { run } = plan;
  return {
    ...plan,
    kind: planKinds.find((one) => one === plan.kind) ?? "candidates",
    state: planStates.find((one) => one === plan.state) ?? "read",
    settings: settingsShape.parse(plan.settings),
    edits: editsShape.parse(plan.edits),
    preview: previewShape.safeParse(plan.preview).data ?? null,
    refusal: refusalShape.safeParse(plan.refusal).data ?? null,
    run: run && {
      id: run.id,
      at: run.at,
      undoneAt: run.undoneAt,
      slug: run.election?.slug ?? null,
      election: run.election ? localized(run.election.name, locale).text : null,
      canUndo: whyNotUndo(run, ctx.now) === null,
    },
  };
}

export interface ColumnsView {
  readonly format: Inspected["format"];
  readonly line: number;
  readonly columns: readonly PlanColumn[];
  readonly elections: readonly { readonly value: string; readonly label: string }[];
}

/** How the file of a plan reads as it stands: its format, its columns with their first values, and the elections there are. */
export async function columnsFor(ctx: Ctx, id: string, locale: Locale): Promise<ColumnsView | null> {
  if (whyNotImport(ctx)) return null;
  const plan = await db().importPlan.findUnique({
    where: { id },
    select: { fileHash: true, settings: true },
  });
  if (!plan) return null;
  const settings = settingsShape.parse(plan.settings);
  const map = headerMapOf(settings.map);
  const read = await inspected(keptFile(plan.fileHash), settings, (header) => isKnownHeader(header, map));
  const elections = await db().election.findMany({
    orderBy: { createdAt: "desc" },
    select: { slug: true, name: true },
  });
  return {
    format: read.format,
    line: read.line,
    columns: read.columns.flatMap(({ header, samples }, at) =>
      header === ""
        ? []
        : [
            {
              at,
              header,
              samples,
              field: fieldOf(header, map) ?? "",
              isUnknown: !isKnownHeader(header, map),
            },
          ],
    ),
    elections: elections.map(({ slug, name }) => ({ value: slug, label: localized(name, locale).text })),
  };
}

/** A wrong encoding can make a file look like no table: its columns are then none, and the encoding can be corrected. */
async function inspected(
  path: string,
  settings: Settings,
  knows: (header: string) => boolean,
): Promise<Inspected> {
  try {
    return await inspect(path, settings, knows);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { encoding = "utf8", separator = ";" } = settings;
    return { format: { encoding, separator }, line: 1, columns: [] };
  }
}
