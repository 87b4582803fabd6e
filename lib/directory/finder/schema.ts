import { z } from "zod";

/** What a reader types into the one box; controls are no letters of a name. */
export const typedQuery = z
  .string({ error: "directory.finder.missing" })
  .trim()
  .min(1, "directory.finder.missing")
  .max(120, "directory.finder.too-long")
  .regex(/^[^\p{C}]*$/u, "directory.finder.not-text");
