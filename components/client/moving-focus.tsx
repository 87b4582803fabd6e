"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A heading that takes the focus when what it heads has changed, so that the next thing to decide is read at once. */
export function MovingFocus({ of, children }: { of: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(of);
  useEffect(() => {
    if (shown.current !== of) heading.current?.focus();
    shown.current = of;
  }, [of]);
  return (
    <h3 ref={heading} className="h3" tabIndex={-1}>
      {children}
    </h3>
  );
}
