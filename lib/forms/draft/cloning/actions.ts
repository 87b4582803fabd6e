"use server";

import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { cloneForm } from "./commands";
import { cloneInput } from "./schema";

export const cloneAction = action(cloneInput, cloneForm, ({ formId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}`),
);
