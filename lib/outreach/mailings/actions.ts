"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { paceMailing, resolveDoubt, startMailing, steerMailing, writeMessage } from "./commands";
import { doubtInput, messageInput, paceInput, startInput, steerInput } from "./schema";

export const messageAction = action(messageInput, writeMessage, () => refresh());
export const startAction = action(startInput, startMailing, () => refresh());
export const steerAction = action(steerInput, steerMailing, () => refresh());
export const paceAction = action(paceInput, paceMailing, () => refresh());
export const doubtAction = action(doubtInput, resolveDoubt, () => refresh());
