"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { forgetSession } from "@/lib/core/auth/session";
import { changeRole, describeOrganization, inviteMember, removeMember } from "./commands";
import { logOut } from "./login/commands";
import { inviteInput, logOutInput, organizationInput, removeInput, roleInput } from "./schema";

export const inviteAction = action(inviteInput, inviteMember, () => refresh());
export const roleAction = action(roleInput, changeRole, () => refresh());
export const removeAction = action(removeInput, removeMember, () => refresh());
export const describeAction = action(organizationInput, describeOrganization, () => refresh());
export const logOutAction = action(logOutInput, logOut, async (_done, { locale }) => {
  await forgetSession();
  redirect(`/${locale}/login`);
});
