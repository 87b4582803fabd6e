import { z } from "zod";

export const STATUSES = [
  "signed",
  "partly",
  "declined",
  "no-public-answer",
  "not-asked",
  "withdrawn",
  "disputed",
] as const;
export const CONTACTS = ["yes", "no"] as const;

/** The filters and the page of the table of candidacies, as the address says them; anything else is left aside. */
export const candidatesQuery = z.object({
  q: z.string().trim().max(100).catch(""),
  department: z.string().trim().max(20).catch(""),
  status: z.enum(STATUSES).or(z.literal("")).catch(""),
  contact: z.enum(CONTACTS).or(z.literal("")).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type CandidatesQuery = z.infer<typeof candidatesQuery>;
