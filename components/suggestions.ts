import { searchKey, shardOf, withoutArticle } from "@/lib/core/folding";

/** A line beneath the search box, and the page that it leads to. */
export interface Suggestion {
  readonly name: string;
  readonly detail: string;
  readonly href: string;
  /** Whether what was typed is its whole name or postcode. */
  readonly isExact?: boolean;
}

type Entry = readonly [key: string, name: string, detail: string, path: string];

const MOST = 8;

/** The postcode, code or name that is asked for; of an address its postcode, else nothing that a file knows. */
function wanted(typed: string): { readonly key: string; readonly part: string } {
  const bare = typed.replace(/\s/g, "").toLowerCase();
  const postcode = /^\d{2,5}$|^2[ab]\d{0,3}$/.test(bare) ? bare : /(?<!\d)\d{5}(?!\d)/.exec(typed)?.[0];
  if (postcode) return { key: postcode, part: postcode.slice(0, 2) };
  const key = withoutArticle(
    searchKey(typed)
      .replace(/\bcedex( \d+)?\b/, "")
      .trim(),
  );
  return { key, part: shardOf(key) };
}

/** The places that the published index knows under what is typed so far, the whole name first, then the largest. */
export async function suggestedByFiles(
  typed: string,
  locale: string,
  signal?: AbortSignal,
): Promise<readonly Suggestion[]> {
  const { key, part } = wanted(typed);
  if (part === "") return [];
  const response = await fetch(`/find/names/${part}.json`, signal ? { signal } : {});
  if (!response.ok) return [];
  const entries: readonly Entry[] = await response.json();
  const bare = (entry: Entry) => withoutArticle(entry[0]);
  const begun = entries.filter((entry) => bare(entry).startsWith(key));
  const whole = begun.filter((entry) => bare(entry) === key);
  const known = new Set<string>();
  return [...whole, ...begun]
    .filter((entry) => {
      const line = entry.slice(1).join("|");
      return !known.has(line) && known.add(line);
    })
    .slice(0, MOST)
    .map((entry) => {
      const [, name, detail, path] = entry;
      return { name, detail, href: `/${locale}${path}`, isExact: bare(entry) === key };
    });
}
