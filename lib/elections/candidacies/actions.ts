"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { addCandidacy, addStatus, setSubstitute } from "./commands";
import { candidacyInput, statusInput, substituteInput } from "./schema";

export const statusAction = action(statusInput, addStatus, () => refresh());
export const substituteAction = action(substituteInput, setSubstitute, () => refresh());
export const candidacyAction = action(candidacyInput, addCandidacy, () => refresh());
