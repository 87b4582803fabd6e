/** What attesting must know of a signature. */
export interface Attestable {
  readonly level: string;
  readonly isGone: boolean;
  readonly isAttested: boolean;
  /** The day of the signature and today, YYYY-MM-DD, in the form's zone. */
  readonly signedOn: string;
  readonly today: string;
}

export type WhyNotAttest = "signature-gone" | "already-attested" | "attested-early" | "in-future";

/** A signature that stands is attested once; who signed is made sure of on the day of signing or later. */
export function whyNotAttest(signature: Attestable, day: string): WhyNotAttest | null {
  if (signature.isGone) return "signature-gone";
  if (signature.isAttested || signature.level >= "A4") return "already-attested";
  if (day < signature.signedOn) return "attested-early";
  return day > signature.today ? "in-future" : null;
}

export interface OpenAttestation {
  readonly recordedById: string;
  readonly isConfirmed: boolean;
  readonly isSetAside: boolean;
}

export type WhyNotConfirm = "attestation-closed" | "same-person";

/** The second member is never the first. */
export function whyNotConfirm(userId: string, one: OpenAttestation): WhyNotConfirm | null {
  if (one.isConfirmed || one.isSetAside) return "attestation-closed";
  return one.recordedById === userId ? "same-person" : null;
}
