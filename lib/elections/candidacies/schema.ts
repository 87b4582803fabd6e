import { z } from "zod";
import { day, emptyAsAbsent, id, line, source } from "../schema";

export const STATUSES = ["announced", "standing", "withdrawn", "invalidated"] as const;

export const statusInput = z.strictObject({
  candidacyId: id,
  status: z.enum(STATUSES, "elections.errors.status"),
  date: day,
  ...source,
});
export type StatusInput = z.infer<typeof statusInput>;

const gender = z.preprocess((value) => (value === "" ? undefined : value), z.enum(["f", "m"]).optional());
const name = z.string().trim().max(200, "elections.errors.long");

/** A substitute by her names, or nobody where both are left empty. */
export const substituteInput = z
  .strictObject({ candidacyId: id, givenName: name, familyName: name, gender, date: day, ...source })
  .refine(({ givenName, familyName }) => (givenName === "") === (familyName === ""), {
    path: ["familyName"],
    message: "elections.errors.both-names",
  });
export type SubstituteInput = z.infer<typeof substituteInput>;

/** A candidacy that no official list names yet. */
export const candidacyInput = z.strictObject({
  electionId: id,
  areaCode: line,
  givenName: line,
  familyName: line,
  gender,
  partyLabel: emptyAsAbsent(line),
  panelNumber: emptyAsAbsent(
    z.coerce
      .number("elections.errors.panel")
      .int("elections.errors.panel")
      .min(1, "elections.errors.panel")
      .max(999, "elections.errors.panel"),
  ),
  status: z.enum(["announced", "standing"], "elections.errors.status"),
  date: day,
  ...source,
  /** "She is somebody else than the one of this name on this ballot." */
  isHomonym: z.literal("on").optional(),
});
export type CandidacyInput = z.infer<typeof candidacyInput>;

/** Which form of a candidacy's page is open, as the address says it. */
export const addQuery = z.object({ add: z.string().max(40).catch("") });
