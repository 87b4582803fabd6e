import { z } from "zod";

const WRONG = "signatures.errors.page";
const base64url = (max: number) =>
  z
    .string(WRONG)
    .max(max, WRONG)
    .regex(/^[A-Za-z0-9_-]+$/, WRONG);

/** A passkey's assertion over the statement, and what enrols the passkey where it is new. */
export const passkeyInput = z.strictObject({
  credential: base64url(1366),
  /** Both empty where the passkey was enrolled before. */
  attestation: z.union([z.literal(""), base64url(20_000)], WRONG),
  enrolment: z.union([z.literal(""), base64url(4000)], WRONG),
  authenticator: base64url(4000),
  client: base64url(4000),
  signature: base64url(4000),
});
export type PasskeyInput = z.infer<typeof passkeyInput>;
