import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import pg from "pg";
import type { Server } from "./server";

/** Words of one person, and the ways in which a table, an archive or a token may spell them. */
function spellings(word: string): readonly Buffer[] {
  const bytes = Buffer.from(word);
  return [bytes, Buffer.from(bytes.toString("hex")), Buffer.from(bytes.subarray(0, -1).toString("base64"))];
}

/** Which of these words stand in what was read, whatever it is. */
export function hits(read: Buffer | string, words: readonly string[]): string[] {
  const bytes = Buffer.from(read);
  return words.filter((word) => spellings(word).some((spelled) => bytes.includes(spelled)));
}

/** Every row of every table, those of the queue included, as text: "table word" for each word that one holds. */
export async function inTables({ databaseUrl }: Server, words: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^pg_(catalog|toast)|^information_schema' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: all } = await client.query<{ t: string }>(`SELECT t::text FROM ${name} t`);
      found.push(...hits(all.map(({ t }) => t).join("\n"), words).map((word) => `${name} ${word}`));
    }
    return found;
  } finally {
    await client.end();
  }
}

/** Every file under DATA_DIR but the cluster's own: kept files, the log, secrets, what the server wrote to its console. */
export function inFiles({ dataDir }: Server, words: readonly string[]): string[] {
  const all = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = all.map(({ parentPath, name }) => join(parentPath, name));
  const own = paths.filter((path) => !/(^|\/)(postgres|pg)[^/]*\//.test(relative(dataDir, path)));
  return own.flatMap((path) =>
    hits(readFileSync(path), words).map((word) => `${relative(dataDir, path)} ${word}`),
  );
}

/** Doors at which a walk begins, beside what pages lead to. */
const DOORS = [
  ...["/fr", "/en", "/sitemap.xml", "/robots.txt", "/api/v1/receipts", "/log/checkpoint", "/log/policy"],
  "/.well-known/signataires.json",
];

const own = (url: string, from: string, at: string): string | null => {
  try {
    const { origin, pathname, search } = new URL(at.replaceAll("&amp;", "&"), from);
    return origin === new URL(url).origin && !pathname.startsWith("/_next/")
      ? `${origin}${pathname}${search}`
      : null;
  } catch {
    return null;
  }
};

const linksOf = (text: string): string[] =>
  [...text.matchAll(/(?:href|src|action)="([^"]+)"|"(?:zip|pdf|next)":"([^"]+)"|<loc>([^<]+)/g)].map(
    ([, a, b, c]) => a ?? b ?? c ?? "",
  );

export interface Walked {
  readonly addresses: readonly string[];
  readonly hits: readonly string[];
}

/** Follows every link of the public site, files and API included, as a reader without an account may; at most 900 answers. */
export async function inPublic(
  { url }: Server,
  words: readonly string[],
  more: readonly string[],
): Promise<Walked> {
  const waiting = [...DOORS, ...more].map((path) => new URL(path, url).href);
  const seen = new Set(waiting);
  const found: string[] = [];
  for (let at = 0; at < waiting.length && at < 900; at += 1) {
    const address = waiting[at] ?? "";
    const answer = await fetch(address, { redirect: "follow" });
    const body = Buffer.from(await answer.arrayBuffer());
    found.push(...hits(body, words).map((word) => `${address.slice(url.length)} ${word}`));
    // A page that cannot be drawn shows nothing, and says nothing of the erasure either.
    if (answer.status >= 500) found.push(`${address.slice(url.length)} ${answer.status}`);
    if (!/html|json|xml/.test(answer.headers.get("content-type") ?? "")) continue;
    for (const link of linksOf(body.toString())) {
      const next = own(url, address, link);
      if (!next || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return { addresses: waiting.map((address) => address.slice(url.length)), hits: found };
}
