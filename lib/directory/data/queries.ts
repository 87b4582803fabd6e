import "server-only";
import { pool } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { configuredOrigin } from "@/lib/core/origin";
import { AREA_JSON, IN_FORCE, personJson } from "../ballots/queries";
import type { PublicForm } from "../queries";
import { areaTitle, byCode, candidacyPath, type Named, type PublicArea } from "../rules";
import { publicStandings } from "../standing/queries";
import { type Points, pointsOf, type Standing } from "../standing/rules";
import type { DataRow } from "./schema";

interface Row {
  readonly id: string;
  readonly publicId: string;
  readonly person: Named;
  readonly area: PublicArea;
  readonly state: DataRow["candidacy_state"];
  readonly label: string | null;
  readonly parties: readonly { readonly slug: string; readonly name: string }[];
}

const ASKED = `
  SELECT c.id, c.public_id AS "publicId", ${personJson("p")} AS person, ${AREA_JSON} AS area, c.status::text AS state,
    c.party_label AS label, coalesce((SELECT json_agg(json_build_object('slug', o.slug, 'name', o.name) ORDER BY n.kind, o.name)
      FROM nomination n JOIN organization o ON o.id = n.organization_id
      ${IN_FORCE} WHERE n.candidacy_id = c.id), '[]') AS parties
  FROM form f JOIN ballot b ON b.election_id = f.election_id JOIN candidacy c ON c.ballot_id = b.id
  JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
  WHERE f.id = $1 AND form_asks(f.id, b.area_id)
  ORDER BY a.code, c.panel_number NULLS LAST, c.public_id`;

/** A row with what filters ask of it beyond its columns. */
export interface Listed {
  readonly row: DataRow;
  readonly parties: readonly { readonly slug: string; readonly name: string }[];
  /** What the answers add up to, where the words signed say how. */
  readonly points: Points | null;
}

// Table Schema's instants have no fractions of a second.
const iso = (at: Date | null | undefined) => at?.toISOString().replace(/\.\d+Z$/, "Z") ?? null;

function told(
  found: Row,
  standing: Standing,
  of: { election: string; form: string; locale: Locale },
): DataRow {
  const { person, area, publicId, parties } = found;
  const { signature, requests, count, status } = standing;
  return {
    election: of.election,
    form: of.form,
    constituency: area.code,
    constituency_name: areaTitle(area, of.locale),
    department: area.parent?.code ?? null,
    department_name: area.parent?.name ?? null,
    candidacy: publicId,
    person: person.publicId,
    family_name: person.familyName,
    given_name: person.givenName,
    sex: person.gender === "f" || person.gender === "m" ? person.gender : null,
    parties: parties.map(({ name }) => name).join(" / ") || (found.label ?? ""),
    candidacy_state: found.state,
    status,
    version: signature?.version ?? null,
    agreed: count?.yes ?? null,
    engagements: count?.total ?? null,
    level: signature?.level ?? null,
    signature: signature?.publicId ?? null,
    signed_at: iso(signature?.signedAt),
    log_index: signature?.logIndex ?? null,
    requests: requests?.count ?? 0,
    first_asked: iso(requests?.first),
    last_asked: iso(requests?.last),
    url: `${configuredOrigin()}/${of.locale}${candidacyPath(publicId, person)}`,
  };
}

async function read(form: PublicForm, election: string, locale: Locale): Promise<readonly Listed[]> {
  const { rows } = await pool().query<Row>(ASKED, [form.id]);
  const known = await publicStandings(rows.map(({ id }) => id));
  const of = { election, form: form.slug, locale };
  return rows
    .sort((a, b) => byCode(a.area.code, b.area.code))
    .map((row) => {
      const standing = known.of(form.id, row.id, "candidate");
      const points = standing.signature && pointsOf(standing.signature);
      return { row: told(row, standing, of), parties: row.parties, points };
    });
}

// 8,000 candidates are one reading: whoever turns pages at the same moment shares it.
const FRESH_MS = 1000;
const recent = new Map<string, { readonly until: number; readonly rows: Promise<readonly Listed[]> }>();

/** Everybody whom a form asks, with what is publicly known of each, by constituency, then in the order of the panels. */
export function publicRows(form: PublicForm, election: string, locale: Locale): Promise<readonly Listed[]> {
  const key = `${form.id} ${locale}`;
  const now = performance.now();
  const held = recent.get(key);
  if (held && held.until > now) return held.rows;
  const rows = read(form, election, locale);
  for (const [other, { until }] of recent) if (until <= now) recent.delete(other);
  recent.set(key, { until: now + FRESH_MS, rows });
  rows.catch(() => recent.delete(key));
  return rows;
}

// A theme is kept by who said yes to each engagement of it that her version had.
const KEPT = `
  SELECT s.public_id AS id FROM signature s JOIN engagement e ON e.version_id = s.version_id
  JOIN theme t ON t.id = e.theme_id AND (t.title->>'fr' = $2 OR t.title->>'en' = $2)
  LEFT JOIN answer x ON x.signature_id = s.id AND x.engagement_id = e.id
  WHERE s.form_id = $1 AND s.role = 'candidate' GROUP BY s.public_id HAVING bool_and(coalesce(x.value = 'yes', false))`;

/** The signatures on a form that agreed to all engagements of a theme, by its title. */
export async function publicSignaturesForTheme(formId: string, title: string): Promise<ReadonlySet<string>> {
  const { rows } = await pool().query<{ id: string }>(KEPT, [formId, title]);
  return new Set(rows.map(({ id }) => id));
}

/** The titles of the themes of a form's latest version, in its order. */
export async function publicThemes(
  formId: string,
): Promise<readonly { readonly fr?: string; readonly en?: string }[]> {
  const { rows } = await pool().query<{ title: { fr?: string; en?: string } }>(
    `SELECT t.title FROM theme t WHERE t.version_id = (SELECT v.id FROM form_version v
       WHERE v.form_id = $1 AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1) ORDER BY t.position`,
    [formId],
  );
  return rows.map(({ title }) => title);
}
