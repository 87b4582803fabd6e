"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { confirmErasure, proposeErasure, refuseErasure } from "./commands";
import { confirmInput, proposeInput, refuseInput } from "./schema";

export const proposeAction = action(proposeInput, proposeErasure, () => refresh());
export const confirmAction = action(confirmInput, confirmErasure, () => refresh());
export const refuseAction = action(refuseInput, refuseErasure, () => refresh());
