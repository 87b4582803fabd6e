"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { confirmQuote, recordQuote, setQuoteAside } from "./commands";
import { quoteAsideInput, quotedInput, quoteInput } from "./schema";

export const recordQuoteAction = action(quoteInput, recordQuote, ({ formId, quoteId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}/received/quotes/${quoteId}`),
);
export const confirmQuoteAction = action(quotedInput, confirmQuote, () => refresh());
export const quoteAsideAction = action(quoteAsideInput, setQuoteAside, () => refresh());
