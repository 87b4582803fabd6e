export interface OpenQuote {
  readonly isPublished: boolean;
  readonly isSetAside: boolean;
  /** Who recorded it. */
  readonly recordedById: string;
}

export type WhyNotConfirm = "quote-published" | "quote-set-aside" | "same-person";

/** A statement may be confirmed or set aside until it is a signature. */
export function whyNotEnd({
  isPublished,
  isSetAside,
}: OpenQuote): "quote-published" | "quote-set-aside" | null {
  if (isPublished) return "quote-published";
  return isSetAside ? "quote-set-aside" : null;
}

/** Who recorded a statement never confirms it. */
export function whyNotConfirm(userId: string, quote: OpenQuote): WhyNotConfirm | null {
  return whyNotEnd(quote) ?? (quote.recordedById === userId ? "same-person" : null);
}
