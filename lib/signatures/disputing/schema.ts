import { z } from "zod";
import { UUID, words } from "../schema";

export const GROUNDS = ["never-signed", "not-authorised"] as const;
export type Ground = (typeof GROUNDS)[number];
export const OUTCOMES = ["stands", "does-not-stand"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const token = z.string("signatures.errors.page").regex(/^[\w-]{43}$/, "signatures.errors.page");
const signature = z.string("signatures.errors.page").regex(/^[0-9a-zA-Z]{1,32}$/, "signatures.errors.page");
const id = z.string("signatures.errors.page").regex(UUID, "signatures.errors.page");
const said = {
  ground: z.enum(GROUNDS, "signatures.errors.ground"),
  /** Published beside the signature. */
  reason: words(500).optional(),
};

/** From the notice's link, which is all the proof it asks for. */
export const contestInput = z.strictObject({ token, ...said });
export type ContestInput = z.infer<typeof contestInput>;

/** From the signer's own link, of the revision that the page showed. */
export const contestOwnInput = z.strictObject({
  revision: z.coerce.number("signatures.errors.page").int().min(1).max(10_000),
  ...said,
});
export type ContestOwnInput = z.infer<typeof contestOwnInput>;

/** From the public page: asks for a link at the addresses that are known. */
export const askContestInput = z.strictObject({ signature, locale: z.enum(["fr", "en"]) });
export type AskContestInput = z.infer<typeof askContestInput>;

/** What reached the NGO otherwise: by telephone, on paper. */
export const recordDisputeInput = z.strictObject({ signature, ...said });
export type RecordDisputeInput = z.infer<typeof recordDisputeInput>;

export const proposeInput = z.strictObject({
  eventId: id,
  outcome: z.enum(OUTCOMES, "signatures.errors.outcome"),
  note: words(1000).refine((text) => text.length > 2, "signatures.errors.note"),
});
export type ProposeInput = z.infer<typeof proposeInput>;

export const decideInput = z.strictObject({
  decisionId: id,
  verdict: z.enum(["confirmed", "set-aside"], "signatures.errors.page"),
});
export type DecideInput = z.infer<typeof decideInput>;
