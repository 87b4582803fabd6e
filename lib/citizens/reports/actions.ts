"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { closeReport } from "./commands";
import { closeReportInput } from "./schema";

export const closeReportAction = action(closeReportInput, closeReport, () => refresh());
