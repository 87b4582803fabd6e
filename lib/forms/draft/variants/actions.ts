"use server";

import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { createVariant } from "./commands";
import { variantInput } from "./schema";

export const variantAction = action(variantInput, createVariant, ({ formId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}`),
);
