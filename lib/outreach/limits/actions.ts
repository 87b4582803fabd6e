"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { setLimits } from "./commands";
import { limitsInput } from "./schema";

export const limitsAction = action(limitsInput, setLimits, () => refresh());
