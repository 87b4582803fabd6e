/** Every kind of mail that the outbox may hold. */
export const TEMPLATES = ["login", "invitation", "receipt", "member"] as const;

const ADDRESS = /https?:\/\/[^\s<>")\]]+/g;

export type Piece = { readonly text: string } | { readonly href: string };

/** A plain text cut into words and web addresses, which can then be followed; full stops after an address are no part of it. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = match[0].replace(/[.,;:!?]+$/, "");
    found.push({ text: text.slice(from, match.index) }, { href });
    from = match.index + href.length;
  }
  found.push({ text: text.slice(from) });
  return found.filter((piece) => "href" in piece || piece.text !== "");
}
