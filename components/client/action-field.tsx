"use client";

import type { ComponentProps } from "react";
import { Field } from "../field";
import { useShown } from "./action-form";

type Props = ComponentProps<typeof Field> & {
  readonly name: string;
  readonly defaultValue?: string;
  /** Said over the text that somebody else saved meanwhile. */
  readonly meanwhile?: string;
};

/** A field of an `ActionForm`: keeps what was typed, repeats its error, and shows what a colleague saved meanwhile. */
export function ActionField({ meanwhile, ...field }: Props) {
  const { state, textOf } = useShown();
  const { name, defaultValue = "" } = field;
  const typed = "values" in state ? state.values[name] : undefined;
  const wrong = state.kind === "invalid" ? state.errors.find((error) => error.field === name) : undefined;
  const isOther =
    state.kind === "refused" &&
    state.refusal === "changed-meanwhile" &&
    typed !== undefined &&
    typed.replace(/\r\n?/g, "\n").trim() !== defaultValue.trim();
  return (
    <>
      <Field {...field} defaultValue={typed ?? defaultValue} error={wrong && textOf(wrong.key)} />
      {isOther && meanwhile && (
        <div className="meanwhile">
          <p className="caption">{meanwhile}</p>
          <p>{defaultValue || "—"}</p>
        </div>
      )}
    </>
  );
}

/** What was typed into fields that the page no longer has, because somebody removed them meanwhile. */
export function KeptTexts({ known, title }: { known: readonly string[]; title: string }) {
  const { state } = useShown();
  const values = state.kind === "refused" ? Object.entries(state.values) : [];
  const kept = values.filter(([name, text]) => name.includes(".") && text.trim() && !known.includes(name));
  if (kept.length === 0) return null;
  return (
    <div className="meanwhile">
      <p className="caption">{title}</p>
      {kept.map(([name, text]) => (
        <p key={name}>{text}</p>
      ))}
    </div>
  );
}
