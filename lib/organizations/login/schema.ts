import { z } from "zod";
import { canonicalAddress } from "@/lib/core/auth/login-address";

/** One e-mail address in its canonical spelling. */
export const address = z.string("organizations.errors.address").transform((typed, ctx) => {
  const canonical = canonicalAddress(typed);
  if (canonical !== null) return canonical;
  ctx.addIssue({ code: "custom", message: "organizations.errors.address" });
  return z.NEVER;
});

export const locale = z.enum(["fr", "en"]);

export const askInput = z.strictObject({ email: address, locale });
export type AskInput = z.infer<typeof askInput>;

export const logInInput = z.strictObject({
  token: z.string("organizations.login.unknown"),
  browser: z.string("organizations.login.unknown"),
});
export type LogInInput = z.infer<typeof logInInput>;
