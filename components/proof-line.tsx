import type { ReactNode } from "react";
import { type Mark, StatusMark } from "./status-mark";

interface Props {
  readonly mark: Mark;
  /** The dated sentence, e.g. "A signé la version 2 le 3 juin 2027 à 14 h 02." */
  readonly sentence: ReactNode;
  /** How recognised, register number, link "vérifier". */
  readonly children?: ReactNode;
  readonly level?: "h2" | "p";
}

/** One act in large, between rules of ink: mark, dated sentence, how it is known. */
export function ProofLine({ mark, sentence, children, level: Heading = "h2" }: Props) {
  return (
    <div className="proof">
      <StatusMark mark={mark} size={84} />
      <Heading className="h2">{sentence}</Heading>
      {children && <div className="small">{children}</div>}
    </div>
  );
}
