import { randomUUID } from "node:crypto";
import pg from "pg";

interface Site {
  readonly url: string;
}

/** One signing as the page's button sends it, to be sent again until it is acknowledged. */
export interface Press {
  readonly token: string;
  readonly body: URLSearchParams;
}

/** The same words and answers for all, read from the page itself; a key of each one's own. */
export async function pressesOf(site: Site, tokens: readonly string[]): Promise<readonly Press[]> {
  const html = await (await fetch(`${site.url}/fr/sign/${tokens[0]}/confirm`)).text();
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  // The form for a delegate says the same once more.
  const words = new Map(fields.map(([, name = "", value = ""]) => [name, value]));
  if (!words.has("answersHash")) throw new Error("the page offers no signing");
  return tokens.map((token) => {
    const body = new URLSearchParams([...words]);
    body.set("key", randomUUID());
    return { token, body };
  });
}

export interface Answer {
  /** 0 where the connection broke before an answer. */
  readonly status: number;
  /** Where the reader goes next. */
  readonly location: string;
  /** Seconds after which the site asks to come again; null where it does not. */
  readonly retryAfter: number | null;
  readonly milliseconds: number;
  readonly isAcknowledged: boolean;
}

/** Presses once. */
export async function press(site: Site, { token, body }: Press): Promise<Answer> {
  const began = Date.now();
  const headers = { Origin: site.url, "Sec-Fetch-Site": "same-origin" };
  const init = { method: "POST", redirect: "manual", headers, body } as const;
  const after = () => Date.now() - began;
  try {
    const answer = await fetch(`${site.url}/fr/sign/${token}/confirm`, {
      ...init,
      signal: AbortSignal.timeout(60_000),
    });
    await answer.arrayBuffer();
    const location = answer.headers.get("location") ?? "";
    const isAcknowledged = answer.status === 303 && /\/done/.test(location);
    const again = answer.headers.get("retry-after");
    const retryAfter = again === null ? null : Number(again);
    return { status: answer.status, location, retryAfter, milliseconds: after(), isAcknowledged };
  } catch {
    return { status: 0, location: "", retryAfter: null, milliseconds: after(), isAcknowledged: false };
  }
}

/** So many workers take one after another until none is left. */
export async function atOnce<T>(
  all: readonly T[],
  workers: number,
  act: (one: T, at: number) => Promise<void>,
): Promise<void> {
  const waiting = [...all.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** How many signatures with all their answers each link's candidacy has on its form, in the order of the tokens' hashes. */
export async function signaturesBy(
  databaseUrl: string,
  tokenHashes: readonly string[],
): Promise<readonly { readonly signatures: number; readonly publicId: string | null }[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ signatures: number; publicId: string | null }>(
      `SELECT (SELECT count(*)::int FROM signature s WHERE s.form_id = l.form_id AND s.candidacy_id = l.candidacy_id
           AND (SELECT count(*) FROM answer a WHERE a.signature_id = s.id)
             = (SELECT count(*) FROM engagement e WHERE e.version_id = s.version_id)) AS signatures,
         (SELECT s.public_id FROM signature s WHERE s.form_id = l.form_id AND s.candidacy_id = l.candidacy_id LIMIT 1) AS "publicId"
       FROM unnest($1::text[]) WITH ORDINALITY AS h (hash, at) JOIN link l ON l.token_hash = h.hash ORDER BY h.at`,
      [tokenHashes],
    );
    return rows;
  } finally {
    await client.end();
  }
}
