import { z } from "zod";
import { address, locale } from "./login/schema";
import { name, website } from "./setup/schema";

export const role = z.enum(["owner", "editor", "caller", "viewer"], "organizations.errors.role");

const organizationId = z.uuid("organizations.errors.gone");
const userId = z.uuid("organizations.errors.gone");

export const inviteInput = z.strictObject({ organizationId, name, email: address, role });
export type InviteInput = z.infer<typeof inviteInput>;

export const roleInput = z.strictObject({ organizationId, userId, role });
export type RoleInput = z.infer<typeof roleInput>;

export const removeInput = z.strictObject({ organizationId, userId });
export type RemoveInput = z.infer<typeof removeInput>;

const phone = z
  .string("organizations.errors.phone")
  .transform((typed) => typed.trim())
  .refine((typed) => /^(\+?[0-9][0-9 .()-]{3,29})?$/.test(typed), "organizations.errors.phone");

export const organizationInput = z.strictObject({ organizationId, name, website, phone, replyTo: address });
export type OrganizationInput = z.infer<typeof organizationInput>;

export const logOutInput = z.strictObject({ locale });
