"use client";

import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { fieldId } from "../field";

interface Props {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint: ReactNode;
  /** Bytes. */
  readonly largest: number;
  readonly tooLarge: string;
  readonly accept?: string;
  /** Several at once; `largest` is then of all together. */
  readonly isMultiple?: boolean;
}

/** A file chosen or dropped, or several; one that the server would turn away for its size is told before it is sent. */
export function FileDrop({ name, label, hint, largest, tooLarge, accept, isMultiple }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isLarge, setIsLarge] = useState(false);
  const id = fieldId(name);
  const check = () => {
    const isTooMuch = [...(input.current?.files ?? [])].reduce((sum, { size }) => sum + size, 0) > largest;
    if (isTooMuch && input.current) input.current.value = "";
    setIsLarge(isTooMuch);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (input.current && event.dataTransfer.files.length > 0) {
      input.current.files = event.dataTransfer.files;
      check();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field within takes the keyboard
    <div
      className={`field drop${isOver ? " over" : ""}${isLarge ? " wrong" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <p className="caption" id={`${id}-hint`}>
        {hint}
      </p>
      <p className="error" role="alert">
        {isLarge ? tooLarge : ""}
      </p>
      <input
        ref={input}
        type="file"
        className="input"
        id={id}
        name={name}
        accept={accept}
        multiple={isMultiple}
        aria-describedby={`${id}-hint`}
        onChange={check}
      />
    </div>
  );
}
