"use client";

import { useRef } from "react";

interface Props {
  /** Of the boxes in the same form. */
  readonly name: string;
  readonly label: string;
}

/** Ticks or clears all boxes of one name in its form. */
export function SelectAll({ name, label }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const tick = () => {
    const boxes = box.current?.form?.querySelectorAll<HTMLInputElement>(
      `input[type="checkbox"][name="${name}"]`,
    );
    for (const one of boxes ?? []) one.checked = box.current?.checked ?? false;
  };
  return (
    <label className="check">
      <input ref={box} type="checkbox" className="tick" data-key="a" onChange={tick} />
      <span>{label}</span>
    </label>
  );
}
