import { z } from "zod";

export const trialInput = z.strictObject({
  formId: z.uuid("outreach.errors.gone"),
  kind: z.enum(["invitation", "reminder"]).optional(),
});
export type TrialInput = z.infer<typeof trialInput>;
