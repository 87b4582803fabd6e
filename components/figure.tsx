import type { ReactNode } from "react";

interface Props {
  /** Already formatted, e.g. "6 174". */
  readonly number: string;
  /** The list behind the number. */
  readonly href?: string | undefined;
  readonly children: ReactNode;
  /** Sentence at the right of the numeral rather than beneath. */
  readonly isWide?: boolean;
  /** Something is wrong: the numeral turns red. Never for zero. */
  readonly isAlarm?: boolean;
}

/** A serif numeral with its sentence; never a percentage alone. */
export function Figure({ number, href, children, isWide, isAlarm }: Props) {
  const classes = [isWide ? "figure-wide" : "", isAlarm ? "alarm" : ""].filter(Boolean).join(" ");
  return (
    <div className={classes || undefined}>
      <strong className="figure-n">{href ? <a href={href}>{number}</a> : number}</strong>
      <div className={isWide ? undefined : "small"}>{children}</div>
    </div>
  );
}

/** Figures side by side; two columns on a phone. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="figures">{children}</div>;
}
