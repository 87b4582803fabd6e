"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { startMailing, steerMailing, writeMessage } from "./commands";
import { messageInput, startInput, steerInput } from "./schema";

export const messageAction = action(messageInput, writeMessage, () => refresh());
export const startAction = action(startInput, startMailing, () => refresh());
export const steerAction = action(steerInput, steerMailing, () => refresh());
