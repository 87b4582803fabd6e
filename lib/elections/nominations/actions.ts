"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { addNominationEvent } from "../commands";
import { addNominationEventInput, nominateByNameInput } from "../schema";
import { addContest, addContestEvent, nominateByName } from "./commands";
import { contestEventInput, contestInput } from "./schema";

export const nominateAction = action(nominateByNameInput, nominateByName, () => refresh());
export const nominationEventAction = action(addNominationEventInput, addNominationEvent, () => refresh());
export const contestAction = action(contestInput, addContest, () => refresh());
export const contestEventAction = action(contestEventInput, addContestEvent, () => refresh());
