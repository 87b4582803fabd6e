const plain: Readonly<Record<string, string>> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * A name folded for search as the database's `search_key` folds it: no accents, no signs, small letters, `st` as
 * `saint`, so that "St-Denis" and "saint denis" are one.
 */
export function searchKey(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđðþı]/g, (letter) => plain[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/\bst\b/g, "saint")
    .replace(/\bste\b/g, "sainte")
    .trim();
}

/** A key without the article before a name: "l hay les roses" and "hay les roses" mean the same place. */
export function withoutArticle(key: string): string {
  return key.replace(/^(le|la|les|l|los|las|aux) (?=..)/, "");
}

/**
 * The part of the finder's index in which a name or a code stands, as the database's `finder_shard` tells it: its first two
 * signs, and of the many saints those of the saint's name. Empty where too little is typed to tell.
 */
export function shardOf(key: string): string {
  const bare = withoutArticle(key);
  const saint = /^sainte? (.+)$/.exec(bare)?.[1];
  const start = (saint ?? bare).slice(0, 2).replace(" ", "_");
  return start.length < 2 ? "" : saint ? `s-${start}` : start;
}
