import { z } from "zod";
import { day, emptyAsAbsent, id, line, source } from "../schema";

const panel = z.coerce
  .number("elections.errors.panel")
  .int("elections.errors.panel")
  .min(1, "elections.errors.panel")
  .max(999, "elections.errors.panel");

/** A candidacy as it should stand: every field as it is to read; one left empty is not known. */
export const correctionInput = z.strictObject({
  candidacyId: id,
  givenName: z.string().trim().max(200, "elections.errors.long"),
  familyName: line,
  gender: emptyAsAbsent(z.enum(["f", "m"])),
  panelNumber: emptyAsAbsent(panel),
  nuanceCode: emptyAsAbsent(line),
  nuanceLabel: emptyAsAbsent(line),
  partyLabel: emptyAsAbsent(line),
  areaCode: line,
  reason: line,
  date: day,
  ...source,
});
export type CorrectionInput = z.infer<typeof correctionInput>;
