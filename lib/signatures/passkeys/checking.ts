import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { configuredOrigin } from "@/lib/core/origin";
import type { PasskeyInput } from "./schema";

export interface Enrolled {
  readonly credential: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

const expected = (challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: configuredOrigin(),
  expectedRPID: new URL(configuredOrigin()).hostname,
  requireUserVerification: true,
});

/** The passkey that a registration makes (WebAuthn level 3, section 7.1), or null where anything in it is wrong. */
export async function enrolledBy(input: PasskeyInput, challenge: string): Promise<Enrolled | null> {
  const { credential: id, attestation: attestationObject, enrolment: clientDataJSON } = input;
  const response = {
    id,
    rawId: id,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: { attestationObject, clientDataJSON },
  };
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      ...expected(challenge),
    });
    if (!verified || registrationInfo.credential.id !== id) return null;
    return { credential: id, publicKey: new Uint8Array(registrationInfo.credential.publicKey) };
  } catch {
    return null;
  }
}

/** Whether this passkey, with its user verified, signed exactly this challenge on this site (section 7.2). */
export async function isAsserted(
  input: PasskeyInput,
  challenge: string,
  passkey: Enrolled,
): Promise<boolean> {
  const { credential: id, authenticator: authenticatorData, client: clientDataJSON, signature } = input;
  if (id !== passkey.credential) return false;
  const response = {
    id,
    rawId: id,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: { authenticatorData, clientDataJSON, signature },
  };
  const credential = { id, publicKey: passkey.publicKey, counter: 0 };
  try {
    const { verified } = await verifyAuthenticationResponse({ response, ...expected(challenge), credential });
    return verified;
  } catch {
    return false;
  }
}
