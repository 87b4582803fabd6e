"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { correctCandidacy } from "./commands";
import { correctionInput } from "./schema";

export const correctAction = action(correctionInput, correctCandidacy, () => refresh());
