"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { coverPage, publishPaper, receivePaper, setPaperAside, transcribe } from "./commands";
import { coverInput, paperInput, receiveInput, setAsideInput, transcribeInput } from "./schema";

export const receiveAction = action(receiveInput, receivePaper, ({ formId, paperId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}/received/${paperId}`),
);
export const transcribeAction = action(transcribeInput, transcribe, () => refresh());
export const coverAction = action(coverInput, coverPage, () => refresh());
export const publishAction = action(paperInput, publishPaper, () => refresh());
export const setAsideAction = action(setAsideInput, setPaperAside, () => refresh());
