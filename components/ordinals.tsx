import { Fragment, type ReactNode } from "react";

const ORDINAL = /(?<![\p{L}\d.,])(\d{1,3})(er|re|e)(?![\p{L}\d])/gu;

/** Words with straight apostrophes curled and French signs bound to them, where no markup may stand, as in an option. */
export function curled(words: string): string {
  return words
    .replace(/(\p{L})'(?=\p{L})/gu, "$1’")
    .replace(/ (?=[;:!?»])/g, "\u00a0")
    .replace(/« /g, "«\u00a0");
}

/** Words with their apostrophes curled and French ordinals raised, "1er" and "3e" alike; anything but a string comes back as it is. */
export function ordinals(words: ReactNode): ReactNode {
  if (typeof words !== "string") return words;
  const pieces = curled(words).split(ORDINAL);
  if (pieces.length === 1) return pieces[0];
  return pieces.map((piece, at) =>
    at % 3 === 2 ? <sup key={at}>{piece}</sup> : <Fragment key={at}>{piece}</Fragment>,
  );
}
