import { z } from "zod";
import { UUID, words } from "../schema";

const id = z.string("signatures.errors.page").regex(UUID, "signatures.errors.page");

/** As the public log knows them (proof.md, "Leaves"). */
export const REASONS = ["art17", "identity-fraud", "court-order"] as const;

export const proposeInput = z.strictObject({
  /** Public id. */
  signature: z.string("signatures.errors.page").regex(/^[0-9a-zA-Z]{1,32}$/, "signatures.errors.page"),
  reason: z.enum(REASONS, "signatures.errors.erasure-reason"),
});
export type ProposeInput = z.infer<typeof proposeInput>;

export const confirmInput = z.strictObject({ requestId: id });
export type ConfirmInput = z.infer<typeof confirmInput>;

export const refuseInput = z.strictObject({
  requestId: id,
  note: words(500).pipe(z.string().min(1, "signatures.errors.erasure-note")),
});
export type RefuseInput = z.infer<typeof refuseInput>;
