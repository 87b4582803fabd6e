"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { addContact, logContact, sendLink, stopAddress } from "./commands";
import { addContactInput, contactActInput, logInput } from "./schema";

export const addContactAction = action(addContactInput, addContact, () => refresh());
export const stopAddressAction = action(contactActInput, stopAddress, () => refresh());
export const sendLinkAction = action(contactActInput, sendLink, () => refresh());
export const logContactAction = action(logInput, logContact, () => refresh());
