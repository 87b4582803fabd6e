import "server-only";
import { pool } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { configuredOrigin } from "@/lib/core/origin";
import { IN_FORCE } from "../ballots/queries";
import { publicRows } from "../data/queries";
import { publicElections, publicForms } from "../queries";

/** What of a list is asked for. */
export interface Asked {
  readonly locale: Locale;
  /** The key after which rows come, or the only one that is asked for. */
  readonly after: string | null;
  readonly only: string | null;
  readonly limit: number;
  readonly filters: Readonly<Record<string, string | undefined>>;
}

export interface Keyed {
  readonly key: string;
  readonly row: unknown;
}

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const PUBLISHED = `JOIN LATERAL (SELECT * FROM form_version v WHERE v.form_id = f.id AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1) v ON true`;
const AREA_NAME = "a.name";
const NAMES = `'family_name', p.family_name, 'given_name', p.given_name`;
const ERASED = "EXISTS (SELECT FROM signature_event x WHERE x.signature_id = s.id AND x.kind = 'erased')";

// `:origin` stands for the site's address with the language, `:name` for a filter, which is null where it was not given.
const LISTS = {
  elections: `SELECT e.slug AS key, json_build_object('id', e.slug, 'name', e.name, 'kind', e.kind, 'rounds', coalesce((
      SELECT json_agg(json_build_object('number', r.number, 'date', r.polling_date) ORDER BY r.number) FROM election_round r WHERE r.election_id = e.id), '[]'),
      'url', :origin || '/elections/' || e.slug) AS row FROM election e`,
  organizations: `SELECT o.slug AS key, json_build_object('id', o.slug, 'name', o.name, 'kind', o.kind, 'website', o.website,
      'url', :origin || '/organizations/' || o.slug) AS row FROM organization o
    WHERE (:kind::text IS NULL OR o.kind::text = :kind) AND (o.kind = 'party' OR EXISTS (SELECT FROM form_author x JOIN form_version v ON v.form_id = x.form_id
      AND v.published_at IS NOT NULL WHERE x.organization_id = o.id AND (x.is_lead OR x.consented_at IS NOT NULL)))`,
  forms: `SELECT f.slug AS key, json_build_object('id', f.slug, 'election', e.slug, 'title', v.title, 'version', v.number,
      'engagements', (SELECT count(*) FROM engagement g WHERE g.version_id = v.id), 'published_at', ${iso("v.published_at")}, 'closes_at', ${iso("f.closes_at")},
      'authors', (SELECT coalesce(json_agg(json_build_object('id', o.slug, 'name', o.name) ORDER BY x.is_lead DESC, o.name), '[]')
        FROM form_author x JOIN organization o ON o.id = x.organization_id WHERE x.form_id = f.id AND (x.is_lead OR x.consented_at IS NOT NULL)),
      'url', :origin || '/forms/' || f.slug) AS row
    FROM form f JOIN election e ON e.id = f.election_id ${PUBLISHED} WHERE (:election::text IS NULL OR e.slug = :election)`,
  constituencies: `SELECT e.slug || ':' || a.code AS key, json_build_object('id', e.slug || ':' || a.code, 'election', e.slug, 'code', a.code, 'name', ${AREA_NAME},
      'department', d.code, 'seats', b.seats, 'candidacies', (SELECT count(*) FROM candidacy c WHERE c.ballot_id = b.id),
      'url', :origin || '/elections/' || e.slug || '/' || a.code) AS row
    FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id LEFT JOIN area d ON d.id = a.parent_id
    WHERE (:election::text IS NULL OR e.slug = :election) AND (:department::text IS NULL OR d.code = :department)`,
  candidacies: `SELECT c.public_id AS key, json_build_object('id', c.public_id, 'election', e.slug, 'constituency', a.code, 'person', p.public_id, ${NAMES},
      'sex', CASE WHEN p.gender IN ('f', 'm') THEN p.gender END, 'state', c.status, 'label', c.party_label, 'parties', (
        SELECT coalesce(json_agg(json_build_object('id', o.slug, 'name', o.name) ORDER BY n.kind, o.name), '[]') FROM nomination n JOIN organization o ON o.id = n.organization_id
        ${IN_FORCE} WHERE n.candidacy_id = c.id),
      'substitute', u.public_id, 'url', :origin || '/candidacies/' || c.public_id) AS row
    FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
    JOIN person k ON k.id = c.person_id JOIN person p ON p.id = coalesce(k.merged_into_id, k.id) LEFT JOIN person u ON u.id = c.substitute_id
    WHERE (:election::text IS NULL OR e.slug = :election) AND (:constituency::text IS NULL OR a.code = :constituency)
      AND (:party::text IS NULL OR EXISTS (SELECT FROM nomination n JOIN organization o ON o.id = n.organization_id ${IN_FORCE} WHERE n.candidacy_id = c.id AND o.slug = :party))`,
  people: `SELECT p.public_id AS key, json_build_object('id', p.public_id, ${NAMES}, 'candidacies', (
        SELECT coalesce(json_agg(c.public_id ORDER BY c.public_id), '[]') FROM candidacy c JOIN person k ON k.id = c.person_id WHERE p.id IN (k.id, k.merged_into_id)),
      'url', :origin || '/people/' || p.public_id) AS row FROM person p WHERE p.merged_into_id IS NULL`,
  signatures: `SELECT s.public_id AS key, json_build_object('id', s.public_id, 'form', f.slug, 'version', v.number, 'candidacy', c.public_id, 'role', s.role,
      'revision', s.revision, 'level', s.level, 'signed_at', ${iso("s.signed_at")},
      'log_index', (SELECT l.index FROM statement t JOIN log_leaf l ON l.id = t.leaf_id WHERE t.signature_id = s.id),
      'events', (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'at', ${iso("x.at")}) ORDER BY x.at), '[]') FROM signature_event x WHERE x.signature_id = s.id)) AS row
    FROM signature s JOIN form f ON f.id = s.form_id JOIN form_version v ON v.id = s.version_id JOIN candidacy c ON c.id = s.candidacy_id
    WHERE NOT ${ERASED} AND (:form::text IS NULL OR f.slug = :form) AND (:candidacy::text IS NULL OR c.public_id = :candidacy)
      AND (:since::timestamptz IS NULL OR s.signed_at >= :since::timestamptz OR EXISTS (SELECT FROM signature_event x WHERE x.signature_id = s.id AND x.at >= :since::timestamptz))`,
} as const;
export type ListName = keyof typeof LISTS;

/** Rows of a list in the order of their keys, at most `limit` of them. */
export async function publicList(name: ListName, asked: Asked): Promise<readonly Keyed[]> {
  const values: (string | number | null)[] = [asked.after, asked.only, asked.limit];
  const numbers = new Map<string, number>();
  const own: Readonly<Record<string, string | undefined>> = {
    ...asked.filters,
    origin: `${configuredOrigin()}/${asked.locale}`,
  };
  const sql = LISTS[name].replace(/(?<!:):([a-z]+)\b/g, (_, word: string) => {
    const number = numbers.get(word) ?? values.push(own[word] ?? null);
    numbers.set(word, number);
    return word === "origin" ? `$${number}::text` : `$${number}`;
  });
  const { rows } = await pool().query<Keyed>(
    `SELECT key, row FROM (${sql}) x WHERE ($1::text IS NULL OR key > $1) AND ($2::text IS NULL OR key = $2) ORDER BY key LIMIT $3`,
    values,
  );
  return rows;
}

/** What is publicly known of everybody whom a form asks; null where there is no such form. */
export async function publicStandingList(asked: Asked): Promise<readonly Keyed[] | null> {
  for (const election of await publicElections()) {
    const form = (await publicForms(election.id)).find(({ slug }) => slug === asked.filters.form);
    if (!form) continue;
    const { constituency, status } = asked.filters;
    return (await publicRows(form, election.slug, asked.locale))
      .map(({ row }) => ({ key: row.candidacy, row }))
      .filter(
        ({ key, row }) =>
          (asked.after === null || key > asked.after) &&
          (asked.only === null || key === asked.only) &&
          (!constituency || row.constituency === constituency) &&
          (!status || row.status === status),
      )
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .slice(0, asked.limit);
  }
  return null;
}
