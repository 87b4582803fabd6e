import { jcs } from "../canonical/jcs";

/** The ways to sign, as statements and files write them. */
export type Method = "personal-link" | "paper" | "public-statement" | "attested" | "passkey";
export type Level = "A1" | "A2" | "A3" | "A4" | "A5";

export interface StatedAnswer {
  /** The engagement's number in the form. */
  readonly engagement: number;
  readonly value: "yes" | "with-reservation" | "no";
  readonly comment?: string;
}

/** Who signs, as the ballot named her that day. */
export interface StatedCandidate {
  /** The public ids of the person and of the candidacy. */
  readonly id: string;
  readonly candidacy: string;
  readonly name: string;
  readonly role: "candidate" | "substitute";
  /** The other name of the ticket, where there is one. */
  readonly ticket?: string;
  readonly election: { readonly id: string; readonly name: string };
  readonly constituency: { readonly code: string; readonly name: string };
}

/** What stands behind the way of signing, each by its hash or its words, so that a reader may compare. */
export type Evidence =
  /** `sha256:` of each page of the paper, in its order. */
  | { readonly kind: "paper"; readonly pages: readonly string[] }
  | {
      readonly kind: "public-statement";
      readonly url: string;
      readonly quote: string;
      /** The day it was said and the `sha256:` of what was kept of it. */
      readonly day: string;
      readonly snapshot: string;
    }
  | { readonly kind: "attested"; readonly how: "call-back" | "identity-seen"; readonly day: string };

/** A WebAuthn assertion, in base64url; its challenge is the SHA-256 of the canonical statement that it is put on. */
export interface PasskeyProof {
  readonly kind: "passkey";
  readonly credential: string;
  /** COSE, RFC 9052. */
  readonly public_key: string;
  readonly authenticator_data: string;
  readonly client_data: string;
  readonly signature: string;
}

/** Who signed for the campaign, where it was not the candidate: as what he declared himself. */
export interface Delegate {
  readonly name: string;
  readonly function: string;
}

/** What is kept beside a signature of what stands behind it: evidence, or that a delegate gave it. */
export type Kept = Evidence | ({ readonly kind: "delegate" } & Delegate);

/** What a signature says: public as long as the signature is, erasable, never in the log itself (proof.md). */
export interface SignatureStatement {
  readonly v: 1;
  readonly type: "signature";
  /** `sha256:` and the hash of the form version's leaf. */
  readonly form: string;
  readonly candidate: StatedCandidate;
  /** 1 for the first signature of this person on this form. */
  readonly revision: number;
  readonly answers: readonly StatedAnswer[];
  /** The language in which the text was read. */
  readonly language: string;
  readonly method: Method;
  readonly level: Level;
  /** Where the signer's address came from, in the NGO's words; never the address. */
  readonly evidence: string;
  readonly proof?: Evidence;
  readonly delegate?: Delegate;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly signed_at: string;
  /** The day it entered the log, where that was later than the signing. */
  readonly entered?: string;
}

/** What happened to a signature later, with its reason where one was given. */
export interface EventStatement {
  readonly v: 1;
  readonly type: "withdrawal" | "dispute" | "resolution" | "lapse" | "attestation";
  /** `sha256:` and the hash of the signature's leaf. */
  readonly ref: string;
  readonly at: string;
  readonly reason?: string;
  /** Of an attestation: whether the NGO raises the level, and how it made sure, or countersigns. */
  readonly act?: "attested" | "countersigned";
  readonly how?: "call-back" | "identity-seen" | "passkey";
  readonly level?: Level;
  /** The signer's own passkey over the statement of her signature. */
  readonly proof?: PasskeyProof;
  /** The day on which it made sure. */
  readonly day?: string;
  /** The organizations whose members did it, or recorded what they were told. */
  readonly by?: readonly string[];
  /** Of a dispute. */
  readonly ground?: "never-signed" | "not-authorised";
  /** Of a resolution. */
  readonly outcome?: "stands" | "does-not-stand";
  readonly entered?: string;
}

export type Statement = SignatureStatement | EventStatement;

/** The canonical text of a statement. Throws on a text that no reader could see whole. */
export function canonicalStatement(statement: Statement): string {
  return jcs(statement);
}
