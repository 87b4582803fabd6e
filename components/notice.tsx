import type { ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  /** A line between hairlines instead of the blotting-paper ground. */
  readonly isQuiet?: boolean;
  /** Told at once by screen readers: what the last act did. */
  readonly isStatus?: boolean;
}

/** A sentence that stands apart; begin it with its point in <strong>. */
export function Notice({ children, isQuiet, isStatus }: Props) {
  return (
    <div className={isQuiet ? "notice-quiet" : "notice"} {...(isStatus && { role: "status" })}>
      {children}
    </div>
  );
}
