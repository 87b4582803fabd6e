import { OPERATOR, type Rows } from "@/lib/core/testing/permissions";
import * as importing from "@/lib/importing/commands";

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
export const rows: Rows<typeof importing> = {
  importAreas: { may: OPERATOR, run: (ctx) => importing.importAreas(ctx, importInput) },
  importCandidates: { may: OPERATOR, run: (ctx) => importing.importCandidates(ctx, importInput) },
  importResults: { may: OPERATOR, run: (ctx) => importing.importResults(ctx, importInput) },
  importPersons: { may: OPERATOR, run: (ctx) => importing.importPersons(ctx, importInput) },
};
