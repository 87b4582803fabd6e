"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { mailRehearsal } from "./commands";
import { mailRehearsalInput } from "./schema";

export const mailRehearsalAction = action(mailRehearsalInput, mailRehearsal, () => refresh());
