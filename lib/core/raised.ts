/** Elements whose content is text for machines or controls: no markup may stand in them. */
const PLAIN = /<(title|option|textarea|script|style|svg)\b.*?<\/\1>/gs;
const ORDINAL = /(?<![\p{L}\d.,])(\d{1,3}|[IVX]{1,5})(er|re|e)(?![\p{L}\d])/gu;

/** A French page with its ordinals raised as print does, "1er" and "3e" alike, wherever its texts have them. */
export function raised(html: string): string {
  const kept: string[] = [];
  const open = html.replace(PLAIN, (plain) => `<plain-${kept.push(plain) - 1}>`);
  const set = open.replace(/>[^<]+/g, (text) => text.replace(ORDINAL, "$1<sup>$2</sup>"));
  return set.replace(/<plain-(\d+)>/g, (_, at: string) => kept[Number(at)] ?? "");
}
