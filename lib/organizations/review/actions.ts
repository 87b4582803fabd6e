"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { inviteOrganization, reviewOrganization } from "./commands";
import { newOrganizationInput, reviewInput } from "./schema";

export const reviewAction = action(reviewInput, reviewOrganization, () => refresh());
export const inviteOrganizationAction = action(newOrganizationInput, inviteOrganization, () => refresh());
