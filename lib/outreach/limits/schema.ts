import { z } from "zod";

/** Reminders that one person gets for one form, the invitation apart, unless its NGOs say otherwise. */
export const REMINDERS = 2;
export const MOST_REMINDERS = 4;
/** Campaign mails that one person gets within seven days from all NGOs of the instance together; a form may say fewer. */
export const MAILS_PER_WEEK = 3;

const number = (least: number, most: number) =>
  z.coerce
    .number("outreach.errors.limits")
    .int("outreach.errors.limits")
    .min(least, "outreach.errors.limits")
    .max(most, "outreach.errors.limits");

export const limitsInput = z.strictObject({
  formId: z.uuid(),
  reminders: number(0, MOST_REMINDERS),
  mailsPerWeek: number(1, MAILS_PER_WEEK),
});
export type LimitsInput = z.infer<typeof limitsInput>;
