import type { ReactNode } from "react";

/** An unsigned line and box, then what was done and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <div className="unsigned" aria-hidden="true" />
      <p className="h3">{title}</p>
      <div className="sub">{children}</div>
    </div>
  );
}
