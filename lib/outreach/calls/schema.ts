import { z } from "zod";

const id = z.uuid("outreach.errors.gone");

/** What came of a call, in the order of their keys on the sheet. */
export const OUTCOMES = [
  "will-sign",
  "link",
  "call-back",
  "no-answer",
  "wrong-number",
  "declines",
  "stop",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const nextInput = z.strictObject({ formId: id });
export type NextInput = z.infer<typeof nextInput>;

export const settleInput = z.strictObject({
  callId: id,
  outcome: z.enum(OUTCOMES, "outreach.errors.gone"),
  note: z.string("outreach.errors.text").trim().max(1000, "outreach.errors.long").default(""),
  /** Wall time where the candidate stands, "2027-06-05T10:30"; read for a call back alone. */
  callBackAt: z.string("outreach.errors.text").max(20, "outreach.errors.when").default(""),
});
export type SettleInput = z.infer<typeof settleInput>;

export const callInput = z.strictObject({ callId: id });
export type CallInput = z.infer<typeof callInput>;

const PUBLIC_ID = /^[0-9a-hjkmnp-tv-z]{10}$/;
const words = (text: string) => text.split(/[\s,;]+/).filter(Boolean);

export const assignInput = z.strictObject({
  formId: id,
  userId: id,
  /** Codes of areas, of any level: "78", "78-07". */
  areas: z.string("outreach.errors.text").max(2000, "outreach.errors.long").default("").transform(words),
  /** Public ids of candidacies. */
  candidacies: z
    .union([z.string(), z.array(z.string()).max(500)], "outreach.errors.text")
    .default([])
    .transform((given) => [given].flat().filter((one) => PUBLIC_ID.test(one))),
  /** The view of the table of candidacies, as its address says it: all that match are given. */
  matching: z.string("outreach.errors.text").max(500, "outreach.errors.long").optional(),
});
export type AssignInput = z.infer<typeof assignInput>;

export const unassignInput = z.strictObject({ assignmentId: id });
export type UnassignInput = z.infer<typeof unassignInput>;
