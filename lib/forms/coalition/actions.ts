"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { answerInvitation, cancelInvitation, inviteAuthor, leaveForm } from "./commands";
import { consentInput, inviteInput, leaveInput } from "./schema";

export const inviteAction = action(inviteInput, inviteAuthor, () => refresh());
export const cancelAction = action(inviteInput, cancelInvitation, () => refresh());
/** From then on the form is on her desk, or no more. */
export const consentAction = action(consentInput, answerInvitation, (_, { formId, verdict, locale }) =>
  redirect(verdict === "consented" ? `/${locale}/desk/forms/${formId}/coalition` : `/${locale}/desk`),
);
export const leaveAction = action(leaveInput, leaveForm, (_, { locale }) => redirect(`/${locale}/desk`));
