export type PublicStatus = "signed" | "partly" | "declined" | "no-public-answer" | "not-asked";
export type Answer = "yes" | "with-reservation" | "no";
export type Mark = PublicStatus | Answer | "awaiting" | "withdrawn" | "disputed" | "frozen";
export type MarkSize = 16 | 20 | 28 | 40 | 84;

/** Mark → its symbol in the sprite and the tone class that colours it. */
const DRAWN: Record<Mark, readonly [symbol: string, tone: string]> = {
  signed: ["signed", "s-signed"],
  yes: ["signed", "s-signed"],
  partly: ["partly", "s-partly"],
  "with-reservation": ["partly", "s-partly"],
  awaiting: ["awaiting", "s-ink"],
  declined: ["declined", "s-declined"],
  no: ["declined", "s-declined"],
  "no-public-answer": ["silent", "s-silent"],
  "not-asked": ["unasked", "s-unreached"],
  withdrawn: ["withdrawn", "s-ink"],
  disputed: ["disputed", "s-ink"],
  frozen: ["frozen", "s-ink"],
};

/** The class that colours a word as its mark. */
export function toneOf(mark: Mark): string {
  return DRAWN[mark][1];
}

/** A mark of the signing sheet, always beside its word, so hidden from assistive technology. Needs `MarkSprite` once in the page. */
export function StatusMark({ mark, size = 20 }: { mark: Mark; size?: MarkSize }) {
  const [symbol, tone] = DRAWN[mark];
  return (
    <svg className={`mark ${tone}`} width={size} height={size} aria-hidden="true">
      <use href={`#m-${symbol}`} />
    </svg>
  );
}
