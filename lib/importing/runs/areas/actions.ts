"use server";

import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { beginAreas } from "./commands";
import { areasInput } from "./schema";

export const areasAction = action(areasInput, beginAreas, ({ id }, { locale }) =>
  redirect(`/${locale}/admin/imports/${id}`),
);
