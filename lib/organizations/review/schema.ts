import { z } from "zod";
import { address } from "../login/schema";
import { name, website } from "../setup/schema";

export const reviewInput = z.strictObject({
  organizationId: z.uuid("organizations.errors.gone"),
  decision: z.enum(["approve", "refuse"], "organizations.errors.gone"),
  note: z
    .string("organizations.errors.note-long")
    .transform((typed) => typed.normalize("NFC").trim())
    .pipe(z.string().max(1000, "organizations.errors.note-long")),
});
export type ReviewInput = z.infer<typeof reviewInput>;

export const newOrganizationInput = z.strictObject({ organization: name, website, name, email: address });
export type NewOrganizationInput = z.infer<typeof newOrganizationInput>;
