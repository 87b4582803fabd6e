import { OPERATOR, type Rows } from "@/lib/core/testing/permissions";
import * as importing from "@/lib/importing/commands";
import * as areas from "@/lib/importing/runs/areas/commands";
import * as runs from "@/lib/importing/runs/commands";
import * as running from "@/lib/importing/runs/running/commands";

const id = "00000000-0000-4000-8000-000000000000";
const line = { id, line: 2, cells: {}, intent: "mend" as const };
const importInput = {
  files: [],
  election: "essai",
  name: "Essai",
  dates: ["2027-06-06"],
  country: "FR",
  round: 1,
  creates: false,
  isDryRun: true,
  map: new Map(),
  idProperty: "ID",
  progress: () => undefined,
};

/** Who may give each command of this room. */
export const rows: Rows<typeof importing & typeof runs & typeof running & typeof areas> = {
  importAreas: { may: OPERATOR, run: (ctx) => importing.importAreas(ctx, importInput) },
  importCandidates: { may: OPERATOR, run: (ctx) => importing.importCandidates(ctx, importInput) },
  importResults: { may: OPERATOR, run: (ctx) => importing.importResults(ctx, importInput) },
  importPersons: { may: OPERATOR, run: (ctx) => importing.importPersons(ctx, importInput) },
  beginImport: { may: OPERATOR, run: (ctx) => runs.beginImport(ctx, { locale: "fr", kind: "candidates" }) },
  beginAreas: { may: OPERATOR, run: (ctx) => areas.beginAreas(ctx, { locale: "fr", files: [] }) },
  setColumns: { may: OPERATOR, run: (ctx) => runs.setColumns(ctx, { id, round: 1, intent: "reread" }) },
  checkAgain: { may: OPERATOR, run: (ctx) => runs.checkAgain(ctx, { id }) },
  commitImport: { may: OPERATOR, run: (ctx) => runs.commitImport(ctx, { id }) },
  abandonImport: { may: OPERATOR, run: (ctx) => runs.abandonImport(ctx, { id }) },
  mendRow: { may: OPERATOR, run: (ctx) => runs.mendRow(ctx, line) },
  runPlan: { may: OPERATOR, run: (ctx) => running.runPlan(ctx, { planId: id }) },
  undoImport: { may: OPERATOR, run: (ctx) => running.undoImport(ctx, { id }) },
};
