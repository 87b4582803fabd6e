import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { ClientBase } from "pg";
import type { Ctx } from "@/lib/core/auth/actor";
import { done, type Result, refuse } from "@/lib/core/result";
import { electionId, insertElection } from "@/lib/elections/bulk/elections";
import { matchPersons } from "@/lib/elections/bulk/match-persons";
import type { HeaderMap } from "../ministry/headers";
import type { Reading } from "../ministry/read-rows";
import type { ImportKind, ImportOptions } from "../schema";
import { recordRun } from "./record-run";
import { emptyReport, type ImportReport, type Progress, Tally } from "./report";
import { inOneTransaction, type SessionRefusal } from "./session";

export type ElectionRefusal =
  | SessionRefusal
  | "no-file"
  | "no-election"
  | "unknown-election"
  | "unknown-round"
  | "nothing-usable";

/** What an import is asked for; the screen adds how to read the file, its name, and what to do before all is kept or dropped. */
export type ImportInput = Omit<ImportOptions, "map"> & {
  map: HeaderMap;
  progress: Progress;
  reading?: Reading | undefined;
  /** Lines that a person said are right, whatever looks doubtful in them. */
  sure?: readonly number[] | undefined;
  fileName?: string | undefined;
  before?: ((of: { client: ClientBase; report: ImportReport; runId: string }) => Promise<void>) | undefined;
};

export type FileWork = { client: ClientBase; election: string; file: string; source: string; tally: Tally };
/** What writing one file changed; problems are rows that the database could not place. */
export type FileChanges = Pick<ImportReport, "created" | "updated" | "unchanged" | "examples"> &
  Partial<Pick<ImportReport, "missing" | "notes">> & {
    problems: readonly { line: number; reason: string; row: Record<string, unknown> }[];
    proposals?: readonly { line: number; reason: string; row: Record<string, unknown> }[];
  };

/** Runs the work of each file on one election in one transaction, and keeps it with its record unless it is a dry run. */
export function inElection(
  ctx: Ctx,
  kind: ImportKind,
  options: ImportInput,
  work: (of: FileWork) => Promise<FileChanges>,
): Promise<Result<ImportReport, ElectionRefusal>> {
  return inOneTransaction(async (client) => {
    const runId = randomUUID();
    // Triggers note what is created and changed under this number, so that it can be told and undone.
    await client.query("SELECT set_config('signataires.import_run', $1, true)", [runId]);
    const election = await electionOf(client, options);
    if (!election.ok) return { result: election, isKept: false };
    if (options.files.length === 0) return { result: refuse("no-file"), isKept: false };
    const report = emptyReport(kind, options.isDryRun);
    for (const file of options.files) {
      const tally = new Tally(file, options.progress);
      const changes = await work({
        client,
        election: election.value,
        file,
        source: options.fileName ?? basename(file),
        tally,
      });
      tally.add(changes.problems);
      addUp(report, tally, changes);
    }
    const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
    Object.assign(report.notes, await matchPersons(client, { now: ctx.now, userId }));
    return await conclude(client, ctx, { report, electionId: election.value, options, runId });
  });
}

/** Keeps an import with its record, or refuses one of which no row could be used (doubts about people are kept). */
export async function conclude(
  client: ClientBase,
  ctx: Ctx,
  run: { report: ImportReport; electionId: string | null; options: ImportInput; runId?: string },
): Promise<{ result: Result<ImportReport, "nothing-usable">; isKept: boolean }> {
  const { report, electionId, options, runId = randomUUID() } = run;
  if (report.kind !== "persons" && report.rows > 0 && report.rejected === report.rows) {
    const [first] = report.rejections;
    const detail = first
      ? { line: first.line, reason: first.reason, rows: report.rows }
      : { rows: report.rows };
    return { result: refuse("nothing-usable", detail), isKept: false };
  }
  const { files, fileName } = options;
  if (!options.isDryRun) await recordRun(client, ctx, { id: runId, report, electionId, files, fileName });
  await options.before?.({ client, report, runId });
  return { result: done(report), isKept: !options.isDryRun };
}

async function electionOf(
  client: ClientBase,
  { election: slug, name, dates, country, round }: ImportInput,
): Promise<Result<string, "no-election" | "unknown-election" | "unknown-round">> {
  if (!slug) return refuse("no-election");
  const known = await electionId(client, slug);
  if (known) {
    const { rowCount } = await client.query(
      "SELECT FROM election_round WHERE election_id = $1 AND number = $2",
      [known, round],
    );
    return rowCount === 0 ? refuse("unknown-round", { round }) : done(known);
  }
  if (!name || !dates) return refuse("unknown-election", { election: slug });
  if (round > dates.length) return refuse("unknown-round", { round });
  const isFrench = country === "FR";
  const areaScheme = isFrench ? "fr-constituency" : `${country.toLowerCase()}-constituency`;
  const timeZone = isFrench ? "Europe/Paris" : "UTC";
  return done(
    await insertElection(client, {
      slug,
      name: { fr: name, en: name },
      country,
      areaScheme,
      timeZone,
      days: dates,
    }),
  );
}

function addUp(report: ImportReport, tally: Tally, changes: FileChanges): void {
  report.rows += tally.rows;
  report.rejected += tally.rejected;
  report.rejections.push(...tally.rejections);
  report.proposals.push(...tally.told(changes.proposals ?? []));
  report.created += changes.created;
  report.updated += changes.updated;
  report.unchanged += changes.unchanged;
  report.missing += changes.missing ?? 0;
  for (const kind of ["created", "updated", "missing"] as const)
    report.examples[kind].push(...changes.examples[kind]);
  const { elected = 0, newCandidacies = 0 } = changes.notes ?? {};
  report.notes.elected = (report.notes.elected ?? 0) + elected;
  report.notes.newCandidacies = (report.notes.newCandidacies ?? 0) + newCandidacies;
}
