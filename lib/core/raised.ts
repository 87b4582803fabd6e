/** Elements whose content is text for machines or controls: no markup may stand in them. */
const PLAIN = /<(title|option|textarea|script|style|svg|pre|code)\b.*?<\/\1>/gs;
const ORDINAL = /(?<![\p{L}\d.,])(\d{1,3}|[IVX]{1,5})(er|re|e)(?![\p{L}\d])/gu;

// As React writes it between two letters: "Côte-d'Or", as official lists have it.
const APOSTROPHE = /(\p{L})(?:'|&#x27;)(?=\p{L})/gu;

/** What somebody typed with plain spaces keeps its signs on the line of their words. */
const bound = (text: string) => text.replace(/ (?=[;:!?»])/g, "\u00a0").replace(/« /g, "«\u00a0");

/**
 * A page set as print does: its apostrophes curled and, in French, its signs bound and its ordinals raised, "1er" and "3e" alike, wherever its texts
 * have them.
 */
export function raised(html: string, isFrench = true): string {
  const kept: string[] = [];
  const open = html.replace(PLAIN, (plain) => `<plain-${kept.push(plain) - 1}>`);
  const set = open.replace(/>[^<]+/g, (text) => {
    const curled = text.replace(APOSTROPHE, "$1’");
    return isFrench ? bound(curled).replace(ORDINAL, "$1<sup>$2</sup>") : curled;
  });
  return set.replace(/<plain-(\d+)>/g, (_, at: string) => kept[Number(at)] ?? "");
}
