import type { ComponentProps, ReactNode } from "react";
import { curled } from "./ordinals";

/** The id of the control of a field, where an error summary's link leads. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\w-]/g, "-")}`;
}

interface Named {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** A sentence, already in the reader's language. */
  readonly error?: string | undefined;
  /** Where a name occurs more than once in a page. */
  readonly id?: string;
}

type Control =
  | ({ readonly kind?: "input" } & Omit<ComponentProps<"input">, "name" | "id" | "className">)
  | ({ readonly kind: "textarea" } & Omit<ComponentProps<"textarea">, "name" | "id" | "className">)
  | ({
      readonly kind: "select";
      readonly options: readonly { readonly value: string; readonly label: string }[];
    } & Omit<ComponentProps<"select">, "name" | "id" | "className">);

type Props = Named &
  Control & { /** Words that will be signed are set in the serif. */ readonly serif?: boolean };

/** Label, hint, error and one control tied together; other properties go to the control (`defaultValue`, `autoComplete`…). */
export function Field({ name, label, hint, error, id = fieldId(name), serif, ...control }: Props) {
  const notes = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const shared = {
    id,
    name,
    className: serif ? "input signed-words" : "input",
    ...(notes && { "aria-describedby": notes }),
    ...(error && { "aria-invalid": true }),
  };
  return (
    <div className={error ? "field wrong" : "field"}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="caption" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <Bare {...control} {...shared} />
    </div>
  );
}

function Bare(control: Control & { id: string; name: string; className: string }) {
  if (control.kind === "textarea") {
    const { kind: _, ...rest } = control;
    return <textarea rows={3} {...rest} />;
  }
  if (control.kind === "select") {
    const { kind: _, options, ...rest } = control;
    return (
      <select {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {curled(option.label)}
          </option>
        ))}
      </select>
    );
  }
  const { kind: _, ...rest } = control;
  return <input type="text" {...rest} />;
}
