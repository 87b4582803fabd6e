import type { ClientBase } from "pg";

export type NewElection = {
  slug: string;
  name: { fr: string; en: string };
  country: string;
  areaScheme: string;
  timeZone: string;
  /** Polling days of the rounds, yyyy-mm-dd, in order. */
  days: readonly string[];
};

/** The id of an election, or null. */
export async function electionId(client: ClientBase, slug: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM election WHERE slug = $1", [slug]);
  return rows[0]?.id ?? null;
}

/** Makes an election with its rounds inside the caller's bulk transaction, and its other days overseas. */
export async function insertElection(client: ClientBase, election: NewElection): Promise<string> {
  const { slug, name, country, areaScheme, timeZone, days } = election;
  const { rows } = await client.query<{ id: string }>(
    "INSERT INTO election (slug, name, country, area_scheme, time_zone) VALUES ($1, $2, $3, $4, $5) RETURNING id",
    [slug, JSON.stringify(name), country, areaScheme, timeZone],
  );
  const [made] = rows;
  if (!made) throw new Error("the election was not inserted");
  await client.query(
    "INSERT INTO election_round (election_id, number, polling_date) SELECT $1, n, day FROM unnest($2::date[]) WITH ORDINALITY AS d (day, n)",
    [made.id, days],
  );
  if (areaScheme === "fr-constituency") await client.query(overseas, [made.id]);
  return made.id;
}

/**
 * Constituencies with a time of their own; those west of Paris vote on the Saturday, so that nobody votes after the
 * first results are known.
 */
const overseas = `
  INSERT INTO polling_date (round_id, area_id, polling_date, time_zone)
  SELECT r.id, a.id, r.polling_date - CASE WHEN a.time_zone ~ '^America/|^Pacific/Tahiti' THEN 1 ELSE 0 END, a.time_zone
  FROM election_round r, area a
  WHERE r.election_id = $1 AND a.scheme = 'fr-constituency' AND a.time_zone IS NOT NULL`;
