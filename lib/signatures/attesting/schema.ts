import { z } from "zod";
import { UUID } from "../schema";

const id = z.string("signatures.errors.page").regex(UUID, "signatures.errors.page");

export const attestInput = z.strictObject({
  formId: id,
  /** Public id of the signature. */
  signature: z.string("signatures.errors.page").regex(/^[\w-]{1,40}$/, "signatures.errors.page"),
  how: z.enum(["call-back", "identity-seen"], "signatures.errors.how"),
  day: z.iso.date("signatures.errors.attested-on"),
});
export type AttestInput = z.infer<typeof attestInput>;

export const attestationInput = z.strictObject({ attestationId: id });
export type AttestationInput = z.infer<typeof attestationInput>;
