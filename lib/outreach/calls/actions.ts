"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { assignCalls, unassignCalls } from "./assigning/commands";
import { nextCall, releaseCall, settleCall, undoCall } from "./commands";
import { assignInput, callInput, nextInput, settleInput, unassignInput } from "./schema";

export const nextCallAction = action(nextInput, nextCall, () => refresh());
export const settleCallAction = action(settleInput, settleCall, () => refresh());
export const releaseCallAction = action(callInput, releaseCall, () => refresh());
export const undoCallAction = action(callInput, undoCall, () => refresh());
export const assignCallsAction = action(assignInput, assignCalls, () => refresh());
export const unassignCallsAction = action(unassignInput, unassignCalls, () => refresh());
