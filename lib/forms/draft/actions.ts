"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { beginDraft, createForm, publish, saveDraft } from "./commands";
import { beginInput, createInput, draftInput, publishInput } from "./schema";

export const createAction = action(createInput, createForm, ({ formId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}`),
);
export const saveAction = action(
  draftInput,
  saveDraft,
  ({ formId, anchor }, { locale, intent: { act, id } }) => {
    const page = `/${locale}/desk/forms/${formId}`;
    // Without it a redirection to the same page keeps the words and the revision that the browser already had.
    refresh();
    if (act === "save") return;
    if (act === "preview" || act === "diff" || act === "publish") redirect(`${page}/${act}`);
    else redirect(`${page}${act === "ask-remove" ? `?remove=${id}` : ""}#e-${anchor}`);
  },
);
export const beginAction = action(beginInput, beginDraft, ({ formId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}`),
);
export const publishAction = action(publishInput, publish, ({ formId, number }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}?published=${number}`),
);
