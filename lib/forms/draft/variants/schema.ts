import { z } from "zod";

/** Codes of departments or constituencies, as typed with commas or spaces between. */
const areas = z
  .string("forms.errors.areas")
  .transform((typed) => [
    ...new Set(
      typed
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((code) => code !== ""),
    ),
  ])
  .pipe(
    z
      .array(z.string().max(12, "forms.errors.areas"))
      .min(1, "forms.errors.areas")
      .max(120, "forms.errors.areas"),
  );

export const variantInput = z.strictObject({
  /** The form for the whole election. */
  formId: z.uuid("forms.errors.gone"),
  organizationId: z.uuid("forms.errors.gone"),
  areas,
  locale: z.enum(["fr", "en"]),
});
export type VariantInput = Omit<z.infer<typeof variantInput>, "locale">;
