import { z } from "zod";

const id = z.uuid("elections.errors.id");

export const KINDS = ["surname", "given_name", "birth_date", "no_birth_date", "swapped", "same"] as const;

export const findInput = z.strictObject({});

export const decideInput = z.strictObject({
  pairId: id,
  decision: z.enum(["same", "different", "later"], "elections.errors.decision"),
});
export type Decide = z.infer<typeof decideInput>;

/** Joins a record to another by hand; `other` is a public id or the address of a person's page. */
export const joinInput = z.strictObject({
  personId: id,
  other: z
    .string()
    .trim()
    .transform((text) => /(?:^|\/people\/|\/persons\/)([0-9a-z]{10})(?![0-9a-z])/.exec(text)?.[1] ?? "")
    .refine((publicId) => publicId !== "", "elections.errors.person"),
});
export type Join = z.infer<typeof joinInput>;

export const undoInput = z.strictObject({ mergeId: id });
export type Undo = z.infer<typeof undoInput>;

/** What of the queue is shown, as the address says it; anything else is left aside. */
export const personsQuery = z.object({
  q: z.string().trim().max(100).catch(""),
  kind: z.enum(KINDS).or(z.literal("")).catch(""),
  pair: z.uuid().or(z.literal("")).catch(""),
});
export type PersonsQuery = z.infer<typeof personsQuery>;
