"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { editElection } from "./commands";
import { editElectionInput } from "./schema";

export const editElectionAction = action(editElectionInput, editElection, () => refresh());
