import { z } from "zod";

export const STATUSES = [
  "signed",
  "partly",
  "awaiting",
  "declined",
  "no-public-answer",
  "not-asked",
  "withdrawn",
  "disputed",
] as const;
export const CONTACTS = ["yes", "no"] as const;

export const SORTS = ["area", "name", "status", "requests", "last"] as const;
/** What is worth looking at: without an address, asked without an answer, one name twice. */
export const COVERAGE = ["no-contact", "no-answer", "duplicates", "not-me"] as const;

/** How far a candidate came, each step by what is on record. */
export const STAGES = [
  "addresses",
  "asked",
  "accepted",
  "started",
  "signed",
  "partly",
  "declined",
  "bounced",
] as const;
export type Stage = (typeof STAGES)[number];

/** The filters, the order and the page of the table of candidacies, as the address says them; anything else is left aside. */
export const candidatesQuery = z.object({
  q: z.string().trim().max(100).catch(""),
  department: z.string().trim().max(20).catch(""),
  status: z.enum(STATUSES).or(z.literal("")).catch(""),
  contact: z.enum(CONTACTS).or(z.literal("")).catch(""),
  sort: z.enum(SORTS).catch("area"),
  dir: z.enum(["asc", "desc"]).catch("asc"),
  coverage: z.enum(COVERAGE).or(z.literal("")).catch(""),
  party: z.string().trim().max(200).catch(""),
  stage: z.enum(STAGES).or(z.literal("")).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type CandidatesQuery = z.infer<typeof candidatesQuery>;
