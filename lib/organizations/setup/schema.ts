import { z } from "zod";
import { address, locale } from "../login/schema";

const MAX_NAME = 120;

/** A name on one line, without characters that no reader sees. */
export const name = z
  .string("organizations.errors.name")
  .transform((typed) => typed.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "organizations.errors.name")
      .max(MAX_NAME, "organizations.errors.name-long")
      .regex(/^[^\p{Cc}\p{Cf}\p{Surrogate}<>]*$/u, "organizations.errors.unseen"),
  );

/** An address of the web, or nothing. */
export const website = z
  .string("organizations.errors.website")
  .transform((typed) => typed.trim())
  .refine((typed) => typed === "" || isWeb(typed), "organizations.errors.website");

function isWeb(typed: string): boolean {
  if (typed.length > 300 || !URL.canParse(typed)) return false;
  const { protocol, username, hostname } = new URL(typed);
  return /^https?:$/.test(protocol) && username === "" && hostname.includes(".");
}

export const setupInput = z.strictObject({
  name,
  email: address,
  organization: name,
  website,
  replyTo: address,
  locale,
});
export type SetupInput = z.infer<typeof setupInput>;
