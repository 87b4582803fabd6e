import { z } from "zod";

export const renewInput = z.strictObject({
  token: z.string("signatures.errors.page").regex(/^[\w-]{43}$/, "signatures.errors.page"),
  locale: z.enum(["fr", "en"]),
});
export type RenewInput = z.infer<typeof renewInput>;
