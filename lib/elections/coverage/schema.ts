import { z } from "zod";

export const LISTS = ["all", "areas", "fewer", "contacts", "announced", "duplicates"] as const;
export type ListName = (typeof LISTS)[number];

/** Which list of an election is shown, as the address says it. */
export const coverageQuery = z.object({
  list: z.enum(LISTS).catch("all"),
  q: z.string().trim().max(100).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  add: z.enum(["candidacy", "edit", ""]).catch(""),
});
export type CoverageQuery = z.infer<typeof coverageQuery>;
