import { z } from "zod";
import { LARGEST } from "../paper/schema";
import { UUID, words } from "../schema";

const id = z.string("signatures.errors.page").regex(UUID, "signatures.errors.page");

const answer = z
  .strictObject({
    value: z.enum(["yes", "with_reservation", "no"], "signatures.errors.answer").optional(),
    comment: words(2000).optional(),
  })
  .transform(({ value, comment }) => ({ ...(value ? { value } : {}), ...(comment ? { comment } : {}) }));

/** A page of the web that anybody may open: no credentials, and no address hidden in it. */
const url = z
  .string("signatures.errors.url")
  .trim()
  .max(500, "signatures.errors.url")
  .refine((said) => {
    if (!/^https?:\/\/\S+$/.test(said) || !URL.canParse(said)) return false;
    const { hostname, username, password } = new URL(said);
    return hostname.includes(".") && username === "" && password === "";
  }, "signatures.errors.url");

export const quoteInput = z.strictObject({
  locale: z.enum(["fr", "en"]),
  formId: id,
  candidacy: z.string("signatures.errors.page").regex(/^[\w-]{1,40}$/, "signatures.errors.page"),
  role: z.enum(["candidate", "substitute"], "signatures.errors.page"),
  url,
  channel: words(200).pipe(z.string().min(1, "signatures.errors.channel")),
  quote: words(2000).pipe(z.string().min(1, "signatures.errors.quote")),
  saidOn: z.iso.date("signatures.errors.said-on"),
  language: z.enum(["fr", "en"], "signatures.errors.page"),
  answers: z.record(z.string().regex(UUID, "signatures.errors.page"), answer).default({}),
  /** What was kept of the page: a picture, a PDF, or its text pasted. */
  snapshot: z
    .instanceof(File)
    .optional()
    .refine((file) => !file || file.size <= LARGEST, "signatures.errors.too-large"),
  pasted: z.string().max(200_000, "signatures.errors.too-large").optional(),
});
export type QuoteInput = z.infer<typeof quoteInput>;

export const quotedInput = z.strictObject({ quoteId: id });
export type QuotedInput = z.infer<typeof quotedInput>;

export const quoteAsideInput = z.strictObject({
  quoteId: id,
  reason: words(500).pipe(z.string().min(1, "signatures.errors.reason")),
});
export type QuoteAsideInput = z.infer<typeof quoteAsideInput>;
