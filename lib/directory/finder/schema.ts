import { z } from "zod";

/** Characters: the longest postal address has six lines of 38. */
export const LONGEST_QUERY = 240;

/** What a reader types into the one box; controls are no letters of a name. */
export const typedQuery = z
  .string({ error: "directory.finder.missing" })
  .trim()
  .min(1, "directory.finder.missing")
  .max(LONGEST_QUERY, "directory.finder.too-long")
  .regex(/^[^\p{C}]*$/u, "directory.finder.not-text");
