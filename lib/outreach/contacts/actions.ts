"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { keepContacts } from "./commands";
import { contactsInput } from "./schema";

export const contactsAction = action(contactsInput, keepContacts, ({ isSaved }) => {
  if (isSaved) refresh();
});
