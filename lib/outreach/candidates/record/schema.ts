import { z } from "zod";

const id = z.uuid("outreach.errors.gone");
const key = "outreach.errors.text";
const role = z.enum(["candidate", "substitute"], key).default("candidate");

export const addContactInput = z.strictObject({
  formId: id,
  candidacyId: id,
  role,
  channel: z.enum(["email", "phone", "page"], "outreach.errors.channel"),
  value: z.string(key).trim().min(3, "outreach.errors.value").max(500, "outreach.errors.long"),
  source: z.string(key).trim().min(3, "outreach.errors.source").max(200, "outreach.errors.long"),
});
export type AddContactInput = z.infer<typeof addContactInput>;

export const contactActInput = z.strictObject({ formId: id, contactId: id });
export type ContactActInput = z.infer<typeof contactActInput>;

/** How a candidate was asked by hand; a mail or a call of this site is recorded by itself. */
export const BY_HAND = ["phone", "email", "post", "meeting"] as const;
export const HAND_OUTCOMES = ["answered", "no-answer", "sent"] as const;

export const logInput = z.strictObject({
  formId: id,
  candidacyId: id,
  role,
  channel: z.enum(BY_HAND, "outreach.errors.how"),
  outcome: z.enum(HAND_OUTCOMES, "outreach.errors.outcome"),
  /** Wall time in the form's zone, "2027-06-05T10:30". */
  at: z.string(key).max(20, "outreach.errors.past"),
  note: z.string(key).trim().max(1000, "outreach.errors.long").default(""),
});
export type LogInput = z.infer<typeof logInput>;
