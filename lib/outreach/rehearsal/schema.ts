import { z } from "zod";

export const mailRehearsalInput = z.strictObject({
  formId: z.uuid("outreach.errors.gone"),
  locale: z.enum(["fr", "en"]),
});
export type MailRehearsal = z.infer<typeof mailRehearsalInput>;
