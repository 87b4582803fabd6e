import type { ComponentProps, ReactNode } from "react";
import { fieldId } from "./field";

type Props = {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly id?: string;
} & Omit<ComponentProps<"input">, "name" | "id" | "className" | "type">;

/** One box to tick, never ticked beforehand where it gives a consent. */
export function Checkbox({ name, label, hint, error, id = fieldId(name), ...control }: Props) {
  return (
    <div className={error ? "field wrong" : "field"}>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <label className="check" htmlFor={id}>
        <input
          type="checkbox"
          className="tick"
          id={id}
          name={name}
          {...(error && { "aria-invalid": true, "aria-describedby": `${id}-error` })}
          {...control}
        />
        <span>
          {label}
          {hint && <span className="caption block">{hint}</span>}
        </span>
      </label>
    </div>
  );
}
