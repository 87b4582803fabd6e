"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { countersign } from "./commands";
import { countersignInput } from "./schema";

export const countersignAction = action(countersignInput, countersign, () => refresh());
