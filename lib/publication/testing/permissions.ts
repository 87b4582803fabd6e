import type { Rows } from "@/lib/core/testing/permissions";
import * as publication from "@/lib/publication/commands";

const SYSTEM = ["system"] as const;

/** Who may give each command of this room: the press alone. */
export const rows: Rows<typeof publication> = {
  recordFiles: { may: SYSTEM, run: (ctx) => publication.recordFiles(ctx, { written: [], removed: [] }) },
  forgetMarks: { may: SYSTEM, run: (ctx) => publication.forgetMarks(ctx, { marks: [], build: "" }) },
  markEverything: { may: SYSTEM, run: (ctx) => publication.markEverything(ctx) },
  recordManifest: {
    may: SYSTEM,
    run: (ctx) => publication.recordManifest(ctx, { hash: "0".repeat(64), files: 0 }),
  },
  followClock: { may: SYSTEM, run: (ctx) => publication.followClock(ctx) },
};
