import type { ReactNode } from "react";
import { ordinals } from "./ordinals";

/** Label over value, parted by hairlines: the aside of a form or of a person. */
export function Facts({
  facts,
}: {
  facts: readonly { readonly label: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{ordinals(fact.value)}</dd>
        </div>
      ))}
    </dl>
  );
}
