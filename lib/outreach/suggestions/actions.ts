"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { decideSuggestion } from "./commands";
import { decideSuggestionInput } from "./schema";

export const decideSuggestionAction = action(decideSuggestionInput, decideSuggestion, () => refresh());
