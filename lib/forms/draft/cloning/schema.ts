import { z } from "zod";

export const cloneInput = z.strictObject({
  /** The form that is taken up. */
  formId: z.uuid("forms.errors.gone"),
  electionId: z.uuid("forms.errors.election"),
  /** The NGO that will write the new form. */
  organizationId: z.uuid("forms.errors.gone"),
  locale: z.enum(["fr", "en"]),
});
export type CloneInput = Omit<z.infer<typeof cloneInput>, "locale">;
