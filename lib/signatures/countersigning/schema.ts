import { z } from "zod";
import { UUID } from "../schema";

const publicId = z.string("signatures.errors.page").regex(/^[\w-]{1,40}$/, "signatures.errors.page");

export const countersignInput = z.strictObject({
  formId: z.string("signatures.errors.page").regex(UUID, "signatures.errors.page"),
  /** Public ids of the signatures that were ticked. */
  signatures: z
    .union([publicId.transform((one) => [one]), z.array(publicId).max(200)], "signatures.errors.countersign")
    .refine((ids) => ids.length > 0, "signatures.errors.countersign"),
});
export type CountersignInput = z.infer<typeof countersignInput>;
