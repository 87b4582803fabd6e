import "server-only";
import { pool } from "@/lib/core/db";
import { asked, type FoundPlace, type Hit, offered } from "./rules";

/** What the finder says of each place: itself, where it lies, and the constituencies of an election that hold it. */
export const PLACES_OF_HITS = `
  SELECT json_build_object('scheme', a.scheme, 'code', a.code, 'level', a.level, 'name', a.name, 'parent', (
      SELECT json_build_object('scheme', p.scheme, 'code', p.code, 'name', p.name) FROM area p WHERE p.id = a.parent_id AND p.level <> 'country'
    )) AS area,
    ARRAY(SELECT o.code FROM postcode o WHERE o.area_id = a.id ORDER BY 1) AS postcodes,
    ARRAY(
      SELECT w.code FROM area w WHERE w.id IN (
        SELECT a.id WHERE a.level = 'constituency'
        UNION ALL SELECT c.id FROM area c WHERE a.level = 'department' AND c.parent_id = a.id AND c.level = 'constituency'
        UNION ALL SELECT ap.whole_id FROM area_part ap WHERE ap.part_id = a.id OR (a.level = 'borough' AND ap.part_id = a.parent_id AND NOT EXISTS (SELECT FROM area_part o WHERE o.part_id = a.id))
      ) AND ($2::uuid IS NULL OR EXISTS (SELECT FROM ballot b WHERE b.election_id = $2 AND b.area_id = w.id)) ORDER BY 1
    ) AS wholes,
    hit.rank, hit.alias, coalesce(a.population, 0) AS population
  FROM hit JOIN area a ON a.id = hit.area_id ORDER BY hit.rank, hit.score DESC, a.population DESC NULLS LAST, a.key, a.code`;

/** A number is a postcode, its beginning, or a code of a department, constituency or commune; an unknown one its department. */
const BY_CODE = `
  WITH hit AS (
    SELECT area_id, 0 AS rank, 0 AS score, NULL AS alias FROM postcode WHERE code = $1
    UNION SELECT id, 0, 0, NULL FROM area WHERE code = upper($3) AND level IN ('department', 'constituency')
    UNION SELECT id, 0, 0, NULL FROM area WHERE code = upper($3) AND level IN ('commune', 'borough')
      AND length($3) = 5 AND NOT EXISTS (SELECT FROM postcode WHERE code = $1)
    UNION (SELECT DISTINCT area_id, 2, 0, NULL FROM postcode
      WHERE length($1) BETWEEN 3 AND 4 AND code > $1 AND code < $1 || ':' LIMIT 40)
    UNION SELECT id, 3, 0, NULL FROM area
      WHERE length($1) = 5 AND level = 'department' AND NOT EXISTS (SELECT FROM postcode WHERE code = $1)
        AND NOT EXISTS (SELECT FROM area WHERE code = upper($3) AND level IN ('commune', 'borough'))
        AND code = ANY (CASE upper(left($1, 2)) WHEN '20' THEN ARRAY['2A', '2B'] WHEN '97' THEN ARRAY[left($1, 3)] WHEN '98' THEN ARRAY[left($1, 3)] ELSE ARRAY[upper(left($1, 2))] END)
  ) ${PLACES_OF_HITS} LIMIT 40`;

/** Levels that a name leads to; regions and constituencies are reached through what lies in them. */
const NAMED = "('country', 'department', 'commune', 'borough', 'other')";

/**
 * Ranks: 0 the whole name, 1 its first words, 2 its beginning. One range of the index for each spelling, in its own
 * collation, because a LIKE with a parameter leaves it (trap 17 of the stack).
 */
const BY_START = `
  WITH start AS (
    SELECT n.*, CASE WHEN n.key = t.key THEN 0 WHEN starts_with(n.key, t.key || ' ') THEN 1 ELSE 2 END AS rank
    FROM unnest($1::text[]) AS t (key) CROSS JOIN LATERAL (
      SELECT a.id AS area_id, a.key, NULL AS alias FROM area a
      WHERE a.key >= t.key COLLATE "C" AND a.key < (t.key || '~') COLLATE "C" AND a.level IN ${NAMED}
      UNION ALL
      SELECT l.area_id, l.key, l.name FROM area_alias l WHERE l.key >= t.key COLLATE "C" AND l.key < (t.key || '~') COLLATE "C"
    ) n
  ), one AS (
    SELECT DISTINCT ON (area_id) area_id, alias, rank, 0 AS score FROM start ORDER BY area_id, rank, alias NULLS FIRST
  ), hit AS (
    SELECT one.* FROM one JOIN area a ON a.id = one.area_id ORDER BY rank, a.population DESC NULLS LAST, a.key LIMIT 20
  ) ${PLACES_OF_HITS}`;

/**
 * Rank 3: near a name as a whole, or near some of its words, by trigrams; asked only where no name begins so. One
 * branch for each likeness, because an OR of both makes the planner read all other names row by row.
 */
const BY_LIKENESS = `
  WITH like_it AS (
    SELECT id AS area_id, NULL AS alias, key FROM area WHERE key % $1 AND level IN ${NAMED}
    UNION ALL SELECT id, NULL, key FROM area WHERE $1 <% key AND level IN ${NAMED}
    UNION ALL SELECT area_id, name, key FROM area_alias WHERE key % $1
    UNION ALL SELECT area_id, name, key FROM area_alias WHERE $1 <% key
  ), scored AS (
    SELECT DISTINCT ON (area_id) area_id, alias, 3 AS rank, similarity($1, key) + 0.6 * word_similarity($1, key) AS score
    FROM like_it ORDER BY area_id, score DESC
  ), hit AS (
    SELECT * FROM scored ORDER BY score DESC LIMIT 12
  ) ${PLACES_OF_HITS}`;

/**
 * The places that a reader may mean by a postcode, a department's number, or a name with or without accents, hyphens,
 * article or a typing error; the likeliest first, at most 20 by name. An election limits the constituencies told to
 * those that vote in it.
 */
export async function findPlaces(typed: string, electionId: string | null = null): Promise<FoundPlace[]> {
  const words = asked(typed);
  if (words.kind === "nothing") return [];
  const found = async (sql: string, values: unknown[]) => (await pool().query<Hit>(sql, values)).rows;
  if (words.kind === "code") return offered(await found(BY_CODE, [words.digits, electionId, words.code]));
  const hits = await found(BY_START, [words.keys, electionId]);
  const isEnough = words.key.length < 4 || hits.length > 2 || hits.some((hit) => hit.rank < 2);
  if (isEnough) return offered(hits);
  const known = new Set(hits.map(({ area }) => `${area.scheme} ${area.code}`));
  const near = await found(BY_LIKENESS, [words.key, electionId]);
  return offered([...hits, ...near.filter(({ area }) => !known.has(`${area.scheme} ${area.code}`))]);
}
