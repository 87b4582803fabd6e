import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { logEvent } from "@/lib/proof/commands";
import { tellIfCounts } from "../countersigning/commands";
import { linkOf } from "../rules";
import { type Enrolled, enrolledBy, isAsserted } from "./checking";
import { passkeysOf, toAttest } from "./queries";
import { challengeOf, type WhyNotAttest, whyNotPutPasskey } from "./rules";
import type { PasskeyInput } from "./schema";

export type PasskeyRefusal = WhyNotAttest | "bad-passkey";

interface Attested {
  readonly signatureId: string;
  readonly passkey: Enrolled;
  readonly isNew: boolean;
}

/** The passkey that asserts, enrolled before or by this very request; null where either is not what it should be. */
async function assertedBy(tx: Tx, link: LinkHolder, input: PasskeyInput, body: string) {
  const challenge = challengeOf(body);
  const known = (await passkeysOf(link, tx)).find(({ credential }) => credential === input.credential);
  const passkey = known
    ? { credential: known.credential, publicKey: new Uint8Array(known.publicKey) }
    : await enrolledBy(input, challenge);
  if (!passkey || !(await isAsserted(input, challenge, passkey))) return null;
  return { passkey, isNew: !known };
}

async function write(tx: Tx, ctx: Ctx, link: LinkHolder, input: PasskeyInput, attested: Attested) {
  const { signatureId, passkey, isNew } = attested;
  const { credential, publicKey } = passkey;
  const { candidacyId, role, linkId } = link;
  if (isNew) {
    const data = { candidacyId, role, credential, publicKey, createdAt: ctx.now };
    await tx.passkey.create({ data, select: { id: true } });
  }
  const proof = {
    kind: "passkey",
    credential,
    public_key: Buffer.from(publicKey).toString("base64url"),
    authenticator_data: input.authenticator,
    client_data: input.client,
    signature: input.signature,
  } as const;
  const said = { act: "attested", how: "passkey", level: "A5", proof } as const;
  const event = await tx.signatureEvent.create({
    data: { signatureId, kind: "attested", at: ctx.now, linkId, said },
    select: { id: true, signatureId: true },
  });
  await logEvent(tx, event, { type: "attestation", at: ctx.now.toISOString(), ...said });
  await record(tx, ctx, {
    action: "signatures.passkey",
    subject: { kind: "signature", id: signatureId },
    after: { level: "A5" },
  });
  await tellIfCounts(tx, ctx, signatureId);
}

/**
 * Puts the signer's passkey on her signature: an assertion, with her verified by her own device, whose challenge is the hash
 * of the statement. A new dated fact beside the signature, which itself stays what it was.
 */
export async function putPasskey(ctx: Ctx, input: PasskeyInput): Promise<Result<object, PasskeyRefusal>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const found = await toAttest(link, tx);
      const no = whyNotPutPasskey(ctx, found);
      if (no || !found || found.body === null) return refuse(no ?? "not-signed");
      const asserted = await assertedBy(tx, link, input, found.body);
      if (!asserted) return refuse("bad-passkey");
      await write(tx, ctx, link, input, { signatureId: found.signatureId, ...asserted });
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("already-attested");
    throw error;
  }
}
