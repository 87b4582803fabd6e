import { z } from "zod";
import { hasUnseen } from "@/lib/proof/canonical/jcs";

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// Bidirectional and zero-width controls could make a reader see other words than were signed.
const CONTROLS = /(?![\n\t\u00ad])[\p{Cc}\p{Cf}]/u;

export const words = (max: number) =>
  z
    .string("signatures.errors.text")
    .trim()
    .max(max, "signatures.errors.too-long")
    .refine((text) => !CONTROLS.test(text) && !hasUnseen(text), "signatures.errors.controls")
    .transform((text) => text.normalize("NFC"));

const answer = z
  .strictObject({
    value: z.enum(["yes", "with_reservation", "no"], "signatures.errors.answer").optional(),
    comment: words(2000).optional(),
    was: z
      .string("signatures.errors.page")
      .regex(/^[0-9a-f]{0,12}$/, "signatures.errors.page")
      .optional(),
  })
  .transform(({ value, comment, was }) => ({
    ...(value ? { value } : {}),
    ...(comment ? { comment } : {}),
    // The answer that the page showed, by its digest: so a later answer from elsewhere is seen and told.
    ...(was === undefined ? {} : { was }),
  }));

/** Answers of one theme, or of several: saved as far as they go. */
export const saveInput = z.strictObject({
  theme: z.coerce.number().int().min(0).max(200),
  answers: z.record(z.string().regex(UUID), answer).default({}),
});
export type SaveInput = z.infer<typeof saveInput>;

/** From the page that asks, the next page is the one that signs; elsewhere, that of all answers. */
export const acceptInput = z.strictObject({ to: z.literal("confirm").optional() });
export type AcceptInput = z.infer<typeof acceptInput>;

export const nothingInput = z.strictObject({});
export type NothingInput = z.infer<typeof nothingInput>;

export const approveInput = z.strictObject({
  answersHash: z.string("signatures.errors.page").regex(/^[0-9a-f]{64}$/, "signatures.errors.page"),
});
export type ApproveInput = z.infer<typeof approveInput>;

const revision = z.coerce.number("signatures.errors.page").int().min(0).max(10_000);
const hash = z.string("signatures.errors.page").regex(/^[0-9a-f]{64}$/, "signatures.errors.page");

/** What the page showed: the version, the answers and the revision that this act would write. */
export const signInput = z.strictObject({
  hash,
  answersHash: hash,
  revision,
  /** Idempotency key made for this showing of the page. */
  key: z.string("signatures.errors.page").regex(/^[\w-]{16,64}$/, "signatures.errors.page"),
  locale: z.enum(["fr", "en"]),
  /** Who signs for the campaign, where it is not the person herself. */
  delegate: z
    .strictObject({
      name: words(120).pipe(z.string().min(1, "signatures.errors.delegate-name")),
      function: words(120).pipe(z.string().min(1, "signatures.errors.delegate-function")),
    })
    .optional(),
});
export type SignInput = z.infer<typeof signInput>;

/** A delegation as it is kept beside its signature. */
export const keptDelegation = z.object({
  kind: z.literal("delegate"),
  name: z.string(),
  function: z.string(),
});

const reason = words(2000).optional();

export const withdrawInput = z.strictObject({ revision, reason });
export type WithdrawInput = z.infer<typeof withdrawInput>;

export const declineInput = z.strictObject({ isPublic: z.literal("yes").optional(), reason });
export type DeclineInput = z.infer<typeof declineInput>;
