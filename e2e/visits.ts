import { randomBytes } from "node:crypto";
import type { Browser, BrowserContext, BrowserContextOptions } from "@playwright/test";
import pg from "pg";
import { linkToken } from "@/lib/core/auth/link";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import type { PageKind, Visitor } from "./page-kinds";
import { onSite } from "./world";

/** A running site with its database and secrets. */
export interface Site {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** The demonstration that all stories of a run share. */
export function demoSite(): Site {
  const { E2E_URL = "", E2E_DATABASE_URL = "", E2E_DATA_DIR = "" } = process.env;
  return { url: E2E_URL, databaseUrl: E2E_DATABASE_URL, dataDir: E2E_DATA_DIR };
}

async function asking<T>({ databaseUrl }: Site, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

async function filled(site: Site, kind: PageKind, client: pg.Client): Promise<string> {
  if (!kind.find) return kind.path;
  const { rows } = await client.query<Record<string, string>>(kind.find);
  const [found] = Object.values(rows[0] ?? {});
  if (found === undefined)
    throw new Error(`There is no example of the page kind "${kind.name}" on this site.`);
  const given = kind.visitor === "candidate" ? await onSite(site, async () => linkToken(found)) : found;
  return kind.path.replace("{}", given);
}

/** The addresses of these kinds on a site, without scheme, host and language; by name. */
export async function pathsOf(site: Site, kinds: readonly PageKind[]): Promise<ReadonlyMap<string, string>> {
  return asking(site, async (client) => {
    const paths = new Map<string, string>();
    for (const kind of kinds) paths.set(kind.name, await filled(site, kind, client));
    return paths;
  });
}

const WHO = {
  officer: `SELECT m.user_id AS id FROM membership m JOIN organization o ON o.id = m.organization_id
            WHERE m.role = 'owner' ORDER BY o.created_at, o.slug LIMIT 1`,
  operator: "SELECT id FROM user_account WHERE is_operator ORDER BY created_at LIMIT 1",
} as const;

/** A session's token of a member, as her login would make it. */
export async function sessionOf(site: Site, visitor: "officer" | "operator"): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await asking(site, (client) =>
    client.query(
      `INSERT INTO session (user_id, token_hash, created_at, expires_at)
       SELECT id, $1, signataires_now(), signataires_now() + interval '30 minutes' FROM (${WHO[visitor]}) AS who`,
      [sessionHash(token)],
    ),
  );
  return token;
}

/** A browser of its own for a visitor, signed in where she would be. */
export async function contextFor(
  browser: Browser,
  site: Site,
  visitor: Visitor,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  if (visitor === "officer" || visitor === "operator") {
    const value = await sessionOf(site, visitor);
    await context.addCookies([{ name: "signataires-session", value, url: site.url }]);
  }
  return context;
}
