"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { abandonImport, beginImport, checkAgain, commitImport, mendRow, setColumns } from "./commands";
import { undoImport } from "./running/commands";
import { columnsInput, mendInput, planInput, uploadInput } from "./schema";

export const beginAction = action(uploadInput, beginImport, ({ id }, { locale }) =>
  redirect(`/${locale}/admin/imports/${id}`),
);
export const columnsAction = action(columnsInput, setColumns, () => refresh());
export const mendAction = action(mendInput, mendRow, () => refresh());
export const checkAction = action(planInput, checkAgain, () => refresh());
export const commitAction = action(planInput, commitImport, () => refresh());
export const abandonAction = action(planInput, abandonImport, () => refresh());
export const undoAction = action(planInput, undoImport, () => refresh());
