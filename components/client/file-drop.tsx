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
}

/** A file chosen or dropped; one that the server would turn away for its size is told before it is sent. */
export function FileDrop({ name, label, hint, largest, tooLarge, accept }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isLarge, setIsLarge] = useState(false);
  const id = fieldId(name);
  const check = () => {
    const file = input.current?.files?.[0];
    const isTooMuch = file !== undefined && file.size > largest;
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
        aria-describedby={`${id}-hint`}
        onChange={check}
      />
    </div>
  );
}
