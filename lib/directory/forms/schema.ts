import { z } from "zod";

export const LISTED_STATUSES = ["signed", "partly", "awaiting", "declined", "withdrawn", "disputed"] as const;

const word = (longest: number) => z.string().trim().max(longest).catch("");

/** The filter of a table of signatories as the address holds it; what cannot be read means "all". */
export const signatoriesFilter = z.object({
  department: word(12),
  status: z.enum(["", ...LISTED_STATUSES]).catch(""),
  name: word(80),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type SignatoriesFilter = z.infer<typeof signatoriesFilter>;
