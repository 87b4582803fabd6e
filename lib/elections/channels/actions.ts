"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { addChannel, endChannel } from "./commands";
import { channelInput, endChannelInput } from "./schema";

export const channelAction = action(channelInput, addChannel, () => refresh());
export const endChannelAction = action(endChannelInput, endChannel, () => refresh());
