import { z } from "zod";
import { UUID } from "../schema";

export const renewInput = z.strictObject({
  token: z.string("signatures.errors.page").regex(/^[\w-]{43}$/, "signatures.errors.page"),
  locale: z.enum(["fr", "en"]),
});
export type RenewInput = z.infer<typeof renewInput>;

export const reachInput = z.strictObject({
  formId: z.string("signatures.errors.page").regex(UUID, "signatures.errors.page"),
  locale: z.enum(["fr", "en"]),
});
export type ReachInput = z.infer<typeof reachInput>;
