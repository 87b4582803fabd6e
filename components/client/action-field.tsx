"use client";

import type { ComponentProps } from "react";
import { Checkbox } from "../checkbox";
import { Field } from "../field";
import { useShown } from "./action-form";

type Props = ComponentProps<typeof Field> & {
  readonly name: string;
  readonly defaultValue?: string;
};

/** A field of a form of the desk: keeps what was typed, repeats its error, and shows what a colleague saved meanwhile. */
export function ActionField(field: Props) {
  const { state, textOf, others, choice } = useShown();
  const { name, defaultValue = "" } = field;
  const other = others.find((one) => one.name === name);
  const typed = "values" in state ? state.values[name] : other?.mine;
  const wrong = state.kind === "invalid" ? state.errors.find((error) => error.field === name) : undefined;
  return (
    <>
      <Field {...field} defaultValue={typed ?? defaultValue} error={wrong && textOf(wrong.key)} />
      {other && choice?.(other)}
    </>
  );
}

/** A box of a form of the desk: stays as it was ticked, and repeats its error. */
export function ActionCheckbox(box: ComponentProps<typeof Checkbox>) {
  const { state, textOf } = useShown();
  const isTicked = "values" in state && state.values[box.name] !== undefined;
  const wrong = state.kind === "invalid" ? state.errors.find(({ field }) => field === box.name) : undefined;
  return <Checkbox {...box} defaultChecked={isTicked} error={wrong && textOf(wrong.key)} />;
}
