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
export type AskInput = z.infer<typeof askInput> & {
  /** The secret of the browser that asks, where it holds one already: a newer link then ends the older ones of this browser. */
  readonly browser?: string;
  /** From which address the connection came, for the limit alone. */
  readonly source?: string;
};

export const logInInput = z.strictObject({
  token: z.string("organizations.login.unknown"),
  browser: z.string("organizations.login.unknown"),
});
export type LogInInput = z.infer<typeof logInInput>;
