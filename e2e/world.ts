import pg from "pg";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db, disconnect } from "@/lib/core/db";
import { aBallot, aCandidacy, aForm } from "@/prisma/factories";

export interface Signers {
  readonly formId: string;
  readonly organizationId: string;
  /** A personal link's token for each, with all answers kept as yes. */
  readonly tokens: readonly string[];
}

interface Site {
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** Runs on a site's own database and secrets, as a test's set-up may. */
export async function onSite<T>({ databaseUrl, dataDir }: Site, act: () => Promise<T>): Promise<T> {
  process.env.DATABASE_URL = databaseUrl;
  process.env.DATA_DIR = dataDir;
  try {
    return await act();
  } finally {
    await disconnect();
  }
}

/** A published form and so many candidacies with personal links, ready to sign. */
export async function signersOn(site: Site, count: number): Promise<Signers> {
  return onSite(site, async () => {
    const form = await aForm(db());
    const ballot = await aBallot(db(), { electionId: form.electionId });
    const one = await aCandidacy(db(), { ballotId: ballot.id });
    const answers = Object.fromEntries(form.version.engagementIds.map((id) => [id, { value: "yes" }]));
    const rows = await db().$queryRaw<{ id: string; link: string }[]>`
      WITH people AS (
        INSERT INTO person (given_name, family_name) SELECT 'Essai', 'Signataire ' || n FROM generate_series(1, ${count}::int) n RETURNING id),
      tickets AS (
        INSERT INTO candidacy (ballot_id, person_id)
        SELECT (SELECT ballot_id FROM candidacy WHERE id = ${one.id}::uuid), id FROM people RETURNING id),
      drafts AS (
        INSERT INTO signing_draft (version_id, candidacy_id, role, answers)
        SELECT ${form.version.id}::uuid, id, 'candidate', ${JSON.stringify(answers)}::jsonb FROM tickets)
      SELECT id, gen_random_uuid() AS link FROM tickets`;
    const data = rows.map(({ id, link }) => ({
      id: link,
      kind: "personal" as const,
      formId: form.id,
      candidacyId: id,
      role: "candidate" as const,
      tokenHash: tokenHash(linkToken(link)),
    }));
    await db().link.createMany({ data });
    return {
      formId: form.id,
      organizationId: form.organizationId,
      tokens: rows.map(({ link }) => linkToken(link)),
    };
  });
}

/** Entries without their index, and without the one by which the signer's process announces its seal. */
const ENTERED = `(SELECT id, data FROM log_leaf WHERE position('"type":"seal"'::bytea IN data) = 0)`;

/** One number for all that the database holds, what only counts visits, jobs, the signer's and the press's work apart. */
export async function checksum(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('rate_limit', 'log_state', 'log_tile', 'log_checkpoint', 'log_cosignature', 'log_sealed', 'log_policy', 'log_key', 'sealed_receipt', 'publication_mark', 'publication_state', 'published_file') ORDER BY 1",
    );
    const sums: string[] = [];
    for (const { name } of rows) {
      const sum = await client.query<{ sum: string | null }>(
        `SELECT sum(hashtextextended(t::text, 0))::text AS sum FROM ${name === "log_leaf" ? ENTERED : name} t`,
      );
      sums.push(`${name} ${sum.rows[0]?.sum}`);
    }
    return sums.join("\n");
  } finally {
    await client.end();
  }
}
