"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { addWebhook, removeWebhook, renewSecret, replayWebhook, resumeWebhook } from "./commands";
import { replayInput, webhookIdInput, webhookInput } from "./schema";

export const addWebhookAction = action(webhookInput, addWebhook, () => refresh());
export const replayWebhookAction = action(replayInput, replayWebhook, () => refresh());
export const resumeWebhookAction = action(webhookIdInput, resumeWebhook, () => refresh());
export const renewSecretAction = action(webhookIdInput, renewSecret, () => refresh());
export const removeWebhookAction = action(webhookIdInput, removeWebhook, () => refresh());
