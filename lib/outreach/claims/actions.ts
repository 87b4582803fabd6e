"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { decideClaim } from "./commands";
import { decideClaimInput } from "./schema";

export const decideClaimAction = action(decideClaimInput, decideClaim, () => refresh());
