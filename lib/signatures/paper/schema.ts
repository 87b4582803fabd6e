import { z } from "zod";
import { UUID, words } from "../schema";

/** Bytes of all the pages of one paper. */
export const LARGEST = 18 * 2 ** 20;
export const MOST_PAGES = 30;

const id = z.string("signatures.errors.page").regex(UUID, "signatures.errors.page");

/** How papers are named at their foot: the first signs of the hash of their version. */
export const codeOf = (hash: string) => hash.slice(0, 8);

export const receiveInput = z.strictObject({
  locale: z.enum(["fr", "en"]),
  formId: id,
  /** Public id of the candidacy. */
  candidacy: z.string("signatures.errors.page").regex(/^[\w-]{1,40}$/, "signatures.errors.page"),
  role: z.enum(["candidate", "substitute"], "signatures.errors.page"),
  code: z
    .string("signatures.errors.code")
    .transform((typed) => typed.replace(/\s/g, "").toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{8}$/, "signatures.errors.code")),
  language: z.enum(["fr", "en"], "signatures.errors.page"),
  received: words(200).pipe(z.string().min(1, "signatures.errors.received")),
  files: z
    .union([z.instanceof(File), z.array(z.instanceof(File))])
    .optional()
    .transform((given) => [given ?? []].flat().filter(({ size }) => size > 0))
    .refine((files) => files.length > 0, "signatures.errors.no-file")
    .refine((files) => files.length <= MOST_PAGES, "signatures.errors.too-many-pages")
    .refine(
      (files) => files.reduce((sum, { size }) => sum + size, 0) <= LARGEST,
      "signatures.errors.too-large",
    ),
});
export type ReceiveInput = z.infer<typeof receiveInput>;

export const READINGS = ["yes", "with_reservation", "no", "unclear"] as const;

const read = z
  .strictObject({
    value: z.enum(READINGS, "signatures.errors.reading").optional(),
    comment: words(2000).optional(),
  })
  .transform(({ value, comment }) => ({ ...(value ? { value } : {}), ...(comment ? { comment } : {}) }));

export const transcribeInput = z.strictObject({
  paperId: id,
  /** Left out by the third, where the first two read the same. */
  signedOn: z.iso.date("signatures.errors.signed-on").optional(),
  answers: z.record(z.string().regex(UUID, "signatures.errors.page"), read).default({}),
});
export type TranscribeInput = z.infer<typeof transcribeInput>;

const share = z.coerce
  .number("signatures.errors.cover")
  .min(0, "signatures.errors.cover")
  .max(100, "signatures.errors.cover");

export const coverInput = z.strictObject({
  paperId: id,
  position: z.coerce.number("signatures.errors.page").int().min(1).max(MOST_PAGES),
  /** In hundredths of the page; a row left empty covers nothing. */
  covers: z
    .record(
      z.string().regex(/^\d{1,2}$/, "signatures.errors.page"),
      z.strictObject({ x: share, y: share, width: share, height: share }),
    )
    .default({})
    .transform((rows) => Object.values(rows).filter(({ width, height }) => width > 0 && height > 0)),
});
export type CoverInput = z.infer<typeof coverInput>;

export const paperInput = z.strictObject({ paperId: id });
export type PaperInput = z.infer<typeof paperInput>;

export const setAsideInput = z.strictObject({
  paperId: id,
  reason: words(500).pipe(z.string().min(1, "signatures.errors.reason")),
});
export type SetAsideInput = z.infer<typeof setAsideInput>;
