"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { decidePair, findMatches, joinPersons, undoMerge } from "./commands";
import { decideInput, findInput, joinInput, undoInput } from "./schema";

export const findAction = action(findInput, findMatches, () => refresh());
export const decideAction = action(decideInput, decidePair, () => refresh());
export const joinAction = action(joinInput, joinPersons, () => refresh());
export const undoAction = action(undoInput, undoMerge, () => refresh());
