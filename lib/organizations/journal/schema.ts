import { z } from "zod";

/** The room and the page of a journal, as its address says them; anything else is left aside. */
export const journalQuery = z.object({
  room: z
    .enum([
      "organizations",
      "elections",
      "importing",
      "forms",
      "signatures",
      "outreach",
      "citizens",
      "publication",
    ])
    .or(z.literal(""))
    .catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type JournalQuery = z.infer<typeof journalQuery>;
