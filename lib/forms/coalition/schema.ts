import { z } from "zod";

const id = z.uuid("forms.errors.gone");
const note = z.string("forms.errors.text").trim().max(1000, "forms.errors.long-note").default("");

const locale = z.enum(["fr", "en"]);

export const inviteInput = z.strictObject({ formId: id, organizationId: id });
export type InviteInput = z.infer<typeof inviteInput>;

export const consentInput = z.strictObject({
  formId: id,
  organizationId: id,
  /** Of the words that were shown. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, "forms.errors.gone"),
  verdict: z.enum(["consented", "declined"], "forms.errors.gone"),
  note,
  locale,
});
export type ConsentInput = z.infer<typeof consentInput>;

export const leaveInput = z.strictObject({ formId: id, organizationId: id, note, locale });
export type LeaveInput = z.infer<typeof leaveInput>;
