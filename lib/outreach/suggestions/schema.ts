import { z } from "zod";

const key = "outreach.errors.text";

/** What a visitor knows of how to reach a candidate or her substitute. */
export const suggestInput = z.strictObject({
  candidacy: z.string(key),
  role: z.enum(["candidate", "substitute"], key).default("candidate"),
  channel: z.enum(["email", "phone", "page"], "outreach.errors.channel"),
  value: z.string(key).trim().min(3, "outreach.errors.value").max(500, "outreach.errors.long"),
  source: z.string(key).trim().min(3, "outreach.errors.source").max(500, "outreach.errors.long"),
});
export type SuggestInput = z.infer<typeof suggestInput>;

export const decideSuggestionInput = z.strictObject({
  suggestionId: z.uuid("outreach.errors.gone"),
  verdict: z.enum(["accepted", "refused"], "outreach.errors.gone"),
});
export type DecideSuggestionInput = z.infer<typeof decideSuggestionInput>;
