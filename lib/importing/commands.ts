import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { type Result, refuse } from "@/lib/core/result";
import { stageCandidates, writeCandidates } from "@/lib/elections/bulk/candidates";
import { stagePersons, writePersons } from "@/lib/elections/bulk/persons";
import { stageResults, writeResults } from "@/lib/elections/bulk/results";
import { savePlaces } from "@/lib/places/commands";
import { nothingGathered } from "./areas/area-files";
import { gatherAreas, placeFacts } from "./areas/read-areas";
import { conclude, type ElectionRefusal, type ImportInput, inElection } from "./bulk/in-election";
import { emptyReport, type ImportReport } from "./bulk/report";
import { inOneTransaction } from "./bulk/session";
import { readCandidates } from "./ministry/candidates";
import { readPersons } from "./ministry/persons";
import { readResults } from "./ministry/results";
import { whyNotImport } from "./rules";

export type ImportRefusal = ElectionRefusal | "not-operator";

/** Imports communes, constituencies, countries and outlines; France's places of today come with any of them. */
export async function importAreas(
  ctx: Ctx,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  return inOneTransaction<ImportReport, "not-operator" | "nothing-usable">(async (client) => {
    const gathered = nothingGathered();
    for (const file of input.files) {
      await gatherAreas(file, gathered, input.idProperty);
      input.progress({ phase: "reading", rows: gathered.rows });
    }
    const facts = placeFacts(gathered);
    input.progress({ phase: "writing", rows: gathered.rows });
    const saved = await savePlaces(ctx, { client, facts });
    if (!saved.ok) return { result: saved, isKept: false };
    const { rows, rejected, unassigned, constituencies } = gathered;
    const report: ImportReport = {
      ...emptyReport("areas", input.isDryRun),
      ...saved.value,
      rows,
      rejected: rejected.length,
      rejections: rejected.map((one) => ({ ...one, row: {} })),
      notes: {
        constituencies: constituencies.size,
        splitCommunes: new Set(facts.parts.filter((part) => part.isPartial).map(({ part }) => part.code))
          .size,
        unassigned,
      },
    };
    return conclude(client, ctx, { report, electionId: null, options: input });
  });
}

/** Imports a list of candidates with their substitutes; an unknown election is made of its name, dates and country. */
export async function importCandidates(
  ctx: Ctx,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  return inElection(ctx, "candidates", input, async ({ client, election, file, source, tally }) => {
    await stageCandidates(client, tally.accepted(readCandidates(file, input.map, input.reading)));
    return writeCandidates(client, election, source, input.sure);
  });
}

/** Imports a round's votes, turnout and elected; with `creates`, ballots without candidates get those of the file. */
export async function importResults(
  ctx: Ctx,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  return inElection(ctx, "results", input, async ({ client, election, file, source, tally }) => {
    await stageResults(client, tally.accepted(readResults(file, input.map, input.reading)));
    const of = { electionId: election, round: input.round, source, creates: input.creates };
    const { elected, newCandidacies, ...changes } = await writeResults(client, of);
    return { ...changes, notes: { elected, newCandidacies } };
  });
}

/** Imports birth dates, parties and professions of candidates who are known; nobody is created, doubts are queued. */
export async function importPersons(
  ctx: Ctx,
  input: ImportInput,
): Promise<Result<ImportReport, ImportRefusal>> {
  const no = whyNotImport(ctx);
  if (no) return refuse(no);
  return inElection(ctx, "persons", input, async ({ client, election, file, tally }) => {
    await stagePersons(client, tally.accepted(readPersons(file, input.map, input.reading)));
    return writePersons(client, election);
  });
}
