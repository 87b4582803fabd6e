import type { ClientBase } from "pg";
import { copyRows } from "@/lib/core/copy";
import type { AreaKey, PlaceFacts } from "../schema";

export type Saved = { created: number; updated: number; unchanged: number };

/** Staging tables live as long as the transaction. */
const staging = `
CREATE TEMP TABLE new_area (
  id uuid NOT NULL DEFAULT gen_random_uuid(), is_new boolean NOT NULL DEFAULT true, parent_id uuid,
  scheme text, code text, level text, country text, name text, time_zone text, parent_scheme text, parent_code text, population int
) ON COMMIT DROP;
CREATE TEMP TABLE new_alias (scheme text, code text, name text, area_scheme text, area_code text) ON COMMIT DROP;
CREATE TEMP TABLE new_postcode (country text, code text, area_scheme text, area_code text) ON COMMIT DROP;
CREATE TEMP TABLE new_part (part_scheme text, part_code text, whole_scheme text, whole_code text, is_partial boolean, source text) ON COMMIT DROP;
CREATE TEMP TABLE new_shape (area_scheme text, area_code text, shape jsonb) ON COMMIT DROP`;

/**
 * Writes places in sets inside the caller's transaction; what is already so stays untouched. Facts whose area nobody
 * knows are left out. Counts are of facts: areas, other names, postcodes, parts and outlines together.
 */
export async function writePlaces(client: ClientBase, facts: PlaceFacts): Promise<Saved> {
  await client.query(staging);
  await stage(client, facts);
  const changes = [
    await writeAreas(client),
    await counted(client, aliases),
    await counted(client, postcodes),
    await writeParts(client),
    { created: 0, updated: await affected(client, shapes) },
  ];
  const sum = (kind: "created" | "updated") => changes.reduce((total, change) => total + change[kind], 0);
  const all = Object.values(facts).reduce((total, list) => total + list.length, 0);
  const [created, updated] = [sum("created"), sum("updated")];
  return { created, updated, unchanged: Math.max(0, all - created - updated) };
}

async function stage(client: ClientBase, facts: PlaceFacts): Promise<void> {
  const key = ({ scheme, code }: AreaKey) => [scheme, code];
  const copy = <T>(
    target: string,
    list: readonly T[],
    row: (fact: T) => (string | number | boolean | null)[],
  ) => copyRows(client, target, list.map(row));
  await copy(
    "new_area (scheme, code, level, country, name, time_zone, parent_scheme, parent_code, population)",
    facts.areas,
    (a) => [
      ...key(a),
      a.level,
      a.country,
      a.name,
      a.timeZone,
      a.parent?.scheme ?? null,
      a.parent?.code ?? null,
      a.population,
    ],
  );
  await copy("new_alias", facts.aliases, (a) => [a.scheme, a.code, a.name, ...key(a.area)]);
  await copy("new_postcode", facts.postcodes, (p) => [p.country, p.code, ...key(p.area)]);
  await copy("new_part", facts.parts, (p) => [...key(p.part), ...key(p.whole), p.isPartial, p.source]);
  await copy("new_shape", facts.shapes, (s) => [...key(s.area), s.shape]);
  await client.query("ANALYZE new_area, new_alias, new_postcode, new_part");
}

async function affected(client: ClientBase, sql: string): Promise<number> {
  return (await client.query(sql)).rowCount ?? 0;
}

async function counted(client: ClientBase, sql: string) {
  return { created: await affected(client, sql), updated: 0 };
}

async function writeAreas(client: ClientBase) {
  await client.query(
    `UPDATE new_area n SET id = a.id, is_new = false FROM area a WHERE (a.scheme, a.code) = (n.scheme, n.code)`,
  );
  await client.query(
    `DELETE FROM new_area n USING new_area o WHERE (o.scheme, o.code) = (n.scheme, n.code) AND o.ctid > n.ctid`,
  );
  await client.query(
    `UPDATE new_area n SET parent_id = p.id FROM area p WHERE (p.scheme, p.code) = (n.parent_scheme, n.parent_code)`,
  );
  await client.query(
    `UPDATE new_area n SET parent_id = p.id FROM new_area p WHERE p.is_new AND (p.scheme, p.code) = (n.parent_scheme, n.parent_code)`,
  );
  const created = await affected(
    client,
    `
    INSERT INTO area (id, scheme, code, level, country, name, time_zone, population, parent_id)
    SELECT id, scheme, code, level, country, name, time_zone, population, parent_id FROM new_area WHERE is_new`,
  );
  const updated = await affected(
    client,
    `
    UPDATE area a SET level = n.level, country = n.country, name = n.name, time_zone = coalesce(n.time_zone, a.time_zone),
      population = coalesce(n.population, a.population), parent_id = coalesce(n.parent_id, a.parent_id)
    FROM new_area n WHERE n.id = a.id AND NOT n.is_new
      AND (a.level, a.country, a.name, a.time_zone, a.population, a.parent_id) IS DISTINCT FROM
        (n.level, n.country::char(2), n.name, coalesce(n.time_zone, a.time_zone), coalesce(n.population, a.population), coalesce(n.parent_id, a.parent_id))`,
  );
  return { created, updated };
}

const aliases = `
  INSERT INTO area_alias (area_id, scheme, code, name)
  SELECT DISTINCT a.id, n.scheme, n.code, n.name FROM new_alias n JOIN area a ON (a.scheme, a.code) = (n.area_scheme, n.area_code)
  WHERE NOT EXISTS (SELECT FROM area_alias o WHERE o.area_id = a.id AND o.scheme = n.scheme AND o.name = n.name AND o.code IS NOT DISTINCT FROM n.code)`;

const postcodes = `
  INSERT INTO postcode (country, code, area_id)
  SELECT n.country, n.code, a.id FROM new_postcode n JOIN area a ON (a.scheme, a.code) = (n.area_scheme, n.area_code)
  ON CONFLICT DO NOTHING`;

const shapes = `
  UPDATE area a SET shape = n.shape FROM new_shape n
  WHERE (a.scheme, a.code) = (n.area_scheme, n.area_code) AND a.shape IS DISTINCT FROM n.shape`;

/** The constituencies of each commune met become exactly those met, except that a list of names never corrects INSEE. */
async function writeParts(client: ClientBase) {
  await client.query(`
    CREATE TEMP TABLE met_part ON COMMIT DROP AS
    SELECT p.id AS part_id, w.id AS whole_id, n.is_partial, n.source
    FROM new_part n
    JOIN area p ON (p.scheme, p.code) = (n.part_scheme, n.part_code)
    JOIN area w ON (w.scheme, w.code) = (n.whole_scheme, n.whole_code)
    WHERE n.source <> 'assemblee'
      OR NOT EXISTS (SELECT FROM area_part o WHERE o.part_id = p.id AND o.source <> 'assemblee')`);
  await client.query(`
    DELETE FROM area_part o WHERE EXISTS (SELECT FROM met_part m WHERE m.part_id = o.part_id)
      AND NOT EXISTS (SELECT FROM met_part m WHERE m.part_id = o.part_id AND m.whole_id = o.whole_id)`);
  const updated = await affected(
    client,
    `
    UPDATE area_part o SET is_partial = m.is_partial, source = m.source FROM met_part m
    WHERE (m.part_id, m.whole_id) = (o.part_id, o.whole_id) AND (m.is_partial, m.source) IS DISTINCT FROM (o.is_partial, o.source)`,
  );
  const created = await affected(
    client,
    `
    INSERT INTO area_part (part_id, whole_id, is_partial, source)
    SELECT part_id, whole_id, is_partial, source FROM met_part ON CONFLICT DO NOTHING`,
  );
  return { created, updated };
}
