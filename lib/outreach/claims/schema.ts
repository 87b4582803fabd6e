import { z } from "zod";
import { address } from "@/lib/organizations/login/schema";

const key = "outreach.errors.text";
export const PROOFS = ["channel", "call-back", "party"] as const;
export type Proof = (typeof PROOFS)[number];

/** "I am this candidate": where to write to her, and the way in which the NGO may make sure. */
export const claimInput = z.strictObject({
  candidacy: z.string(key),
  role: z.enum(["candidate", "substitute"], key).default("candidate"),
  proof: z.enum(PROOFS, "outreach.errors.proof"),
  /** The page of an official channel, or the number to call back; nothing for a party's address. */
  channel: z.string(key).trim().max(500, "outreach.errors.long").default(""),
  phone: z.string(key).trim().max(40, "outreach.errors.long").default(""),
  email: address,
  locale: z.enum(["fr", "en"]),
});
export type ClaimInput = z.infer<typeof claimInput>;

const note = z.string(key).trim().min(3, "outreach.errors.note").max(1000, "outreach.errors.long");

export const decideClaimInput = z
  .strictObject({
    claimId: z.uuid("outreach.errors.gone"),
    verdict: z.enum(["accepted", "refused"], "outreach.errors.gone"),
    note,
    /** That the person herself, or her party, named this address: the proof alone says who she is, not where she is written to. */
    isOwnAddress: z.literal("yes", "outreach.errors.own-address").optional(),
  })
  .refine(({ verdict, isOwnAddress }) => verdict === "refused" || isOwnAddress === "yes", {
    path: ["isOwnAddress"],
    message: "outreach.errors.own-address",
  });
export type DecideClaimInput = z.infer<typeof decideClaimInput>;
