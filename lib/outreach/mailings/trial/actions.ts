"use server";

import { action } from "@/lib/core/action";
import { sendTrial } from "./commands";
import { trialInput } from "./schema";

export const trialAction = action(trialInput, sendTrial);
