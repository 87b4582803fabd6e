"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { recordDispute } from "../commands";
import { decideInput, proposeInput, recordDisputeInput } from "../schema";
import { decideResolution, proposeResolution } from "./commands";

export const proposeAction = action(proposeInput, proposeResolution, () => refresh());
export const decideAction = action(decideInput, decideResolution, () => refresh());
export const recordAction = action(recordDisputeInput, recordDispute, () => refresh());
