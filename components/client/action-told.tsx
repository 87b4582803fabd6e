"use client";

import { fill, useShown } from "./action-form";

/** What the act of the surrounding form answered, told in a sentence that its details fill in. */
export function ActionTold({ text }: { readonly text: string }) {
  const { state } = useShown();
  if (state.kind !== "done" || typeof state.value !== "object" || state.value === null) return null;
  const details = Object.entries(state.value).map(([name, value]) => [name, String(value)]);
  return <output className="small done">{fill(text, Object.fromEntries(details))}</output>;
}
