"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { action } from "@/lib/core/action";
import { beginDraft, createForm, publish } from "./commands";
import { beginInput, createInput, draftInput, publishInput } from "./schema";
import { saveDraft } from "./steps/commands";

export const createAction = action(createInput, createForm, ({ formId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}`),
);
/** Without script: the whole draft is posted, and the page that the button leads to is the answer. */
export const saveAction = action(
  draftInput,
  saveDraft,
  ({ formId, anchor, conflicts }, { locale, intent: { act, id } }) => {
    const page = `/${locale}/desk/forms/${formId}`;
    // Without it a redirection to the same page keeps the words and the revision that the browser already had.
    refresh();
    if (act === "save" || conflicts.length > 0) return;
    if (act === "preview" || act === "diff" || act === "publish") redirect(`${page}/${act}`);
    else redirect(`${page}${act === "ask-remove" ? `?remove=${id}` : ""}#e-${anchor}`);
  },
);
/** With script: only what changed is posted, and the page stays. */
export const pieceAction = action(draftInput, saveDraft, (_saved, { intent: { act } }) => {
  if (act !== "save") refresh();
});
export const beginAction = action(beginInput, beginDraft, ({ formId }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}`),
);
export const publishAction = action(publishInput, publish, ({ formId, number }, { locale }) =>
  redirect(`/${locale}/desk/forms/${formId}?published=${number}`),
);
