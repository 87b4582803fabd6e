"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { endRehearsal, startRehearsal } from "./commands";
import { rehearsalInput } from "./schema";

export const startRehearsalAction = action(rehearsalInput, startRehearsal, () => refresh());
export const endRehearsalAction = action(rehearsalInput, endRehearsal, () => refresh());
