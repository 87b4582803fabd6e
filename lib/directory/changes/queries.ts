import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { AREA_JSON, personJson } from "../ballots/queries";
import type { Named, PublicArea } from "../rules";
import { MOST, MOST_DAYS, MOST_OF_A_DAY, type Scope, type ScopeKind } from "./rules";

/** What happened, as one fact of a list of changes. */
export type ChangeKind =
  | "signed"
  | "changed"
  | "withdrawn"
  | "disputed"
  | "resolved"
  | "annulled"
  | "lapsed"
  | "erased"
  | "attested"
  | "countersigned"
  | "declined"
  | "version"
  | "corrected"
  | `standing-${"withdrawn" | "invalidated"}`
  | `nomination-${"announced" | "support" | "frozen" | "disputed" | "confirmed" | "withdrawn"}`;

export interface Change {
  readonly kind: ChangeKind;
  /** When it became known here; of what a source tells, the day that it gives. */
  readonly at: Date;
  /** Names the fact within the site, without an id of the database. */
  readonly key: string;
  /** The day that a source gives it, YYYY-MM-DD. */
  readonly day: string | null;
  readonly candidacyId: string | null;
  /** Whom the fact is about; null for a published version. */
  readonly person: Named | null;
  /** Whose page holds it; another than `person` where a substitute acted. */
  readonly candidate: Named | null;
  readonly area: PublicArea | null;
  readonly election: { readonly slug: string; readonly name: LocalizedText };
  readonly form: { readonly slug: string; readonly title: LocalizedText } | null;
  readonly version: number | null;
  readonly yes: number;
  readonly total: number;
  readonly party: string | null;
  readonly note: string | null;
  readonly sourceTitle: string | null;
  readonly sourceUrl: string | null;
  readonly timeZone: string;
}

/** For each scope: acts on a form (`x`), what is told of a candidacy (`c` on ballot `b`), nominations (`n`), versions (`v` of form `f`). */
interface Conditions {
  readonly act: string;
  readonly told: string;
  readonly nominated: string;
  readonly published: string;
}

const WRITTEN = `(SELECT a.form_id FROM form_author a WHERE a.organization_id = $1::uuid AND (a.is_lead OR a.consented_at IS NOT NULL))`;
const NOMINEE = `EXISTS (SELECT FROM nomination z WHERE z.organization_id = $1::uuid AND z.candidacy_id = c.id)`;
const NONE = "$1::uuid IS NULL";

const CONDITIONS: Readonly<Record<ScopeKind, Conditions>> = {
  all: { act: NONE, told: NONE, nominated: NONE, published: NONE },
  form: {
    act: "x.form_id = $1::uuid",
    told: "EXISTS (SELECT FROM signature z WHERE z.form_id = $1::uuid AND z.candidacy_id = c.id)",
    nominated: NONE,
    published: "v.form_id = $1::uuid",
  },
  ballot: {
    act: "c.ballot_id = $1::uuid",
    told: "c.ballot_id = $1::uuid",
    nominated: "c.ballot_id = $1::uuid",
    published:
      "EXISTS (SELECT FROM ballot z WHERE z.id = $1::uuid AND z.election_id = f.election_id AND form_asks(f.id, z.area_id))",
  },
  election: {
    act: "b.election_id = $1::uuid",
    told: "b.election_id = $1::uuid",
    nominated: "b.election_id = $1::uuid",
    published: "f.election_id = $1::uuid",
  },
  party: { act: NOMINEE, told: NOMINEE, nominated: "n.organization_id = $1::uuid", published: NONE },
  ngo: {
    act: `x.form_id IN ${WRITTEN}`,
    told: `EXISTS (SELECT FROM signature z WHERE z.form_id IN ${WRITTEN} AND z.candidacy_id = c.id)`,
    nominated: NONE,
    published: `v.form_id IN ${WRITTEN}`,
  },
};

const TICKET = "JOIN candidacy c ON c.id = x.candidacy_id JOIN ballot b ON b.id = c.ballot_id";
const MS = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const ERASED = "EXISTS (SELECT FROM signature_event z WHERE z.signature_id = x.id AND z.kind = 'erased')";
// A signature by link became known when it was given; one on paper, quoted or attested when it was recorded.
const KNOWN =
  "CASE WHEN x.method IN ('personal_link', 'passkey') THEN x.signed_at ELSE coalesce(x.recorded_at, x.signed_at) END";

// What a source tells stands at the day that it gives: lists are entered thousands at a time, and would hide everything else.
const DAY = "x.date::timestamp AT TIME ZONE z.time_zone";

// Of an erased signature the erasure alone is told.
function facts({ act, told, nominated, published }: Conditions, most: string): string {
  return `
    (SELECT CASE WHEN x.revision > 1 THEN 'changed' ELSE 'signed' END AS kind, ${KNOWN} AS at, 'signatures/' || x.public_id AS key,
       CASE WHEN x.method IN ('personal_link', 'passkey') THEN NULL ELSE (x.signed_at AT TIME ZONE (SELECT z.time_zone FROM form z WHERE z.id = x.form_id))::date END AS day,
       c.id AS candidacy_id, x.person_id, x.form_id, x.version_id, x.id AS signature_id, NULL::uuid AS organization_id,
       NULL AS note, NULL AS source_title, NULL AS source_url
     FROM signature x ${TICKET} WHERE ${act} AND NOT ${ERASED} ORDER BY at DESC, key ${most})
    UNION ALL
    (SELECT CASE WHEN e.said->>'outcome' = 'does-not-stand' THEN 'annulled' ELSE e.kind::text END, e.at,
       'signatures/' || x.public_id || '/' || e.kind || '/' || ${MS("e.at")}, NULL, c.id, x.person_id, x.form_id, x.version_id, x.id, NULL, NULL, NULL, NULL
     FROM signature_event e JOIN signature x ON x.id = e.signature_id ${TICKET}
     WHERE ${act} AND (e.kind = 'erased' OR NOT ${ERASED}) ORDER BY 2 DESC, 3 ${most})
    UNION ALL
    (SELECT 'declined', x.at, 'candidacies/' || c.public_id || '/declined/' || ${MS("x.at")}, NULL, c.id,
       CASE x.role WHEN 'candidate' THEN c.person_id ELSE coalesce(c.substitute_id, c.person_id) END, x.form_id, NULL, NULL, NULL, NULL, NULL, NULL
     FROM decline x ${TICKET} WHERE ${act} AND x.is_public ORDER BY 2 DESC, 3 ${most})
    UNION ALL
    (SELECT 'standing-' || x.status, ${DAY}, 'candidacies/' || c.public_id || '/' || x.status || '/' || ${MS("x.created_at")}, x.date, c.id,
       c.person_id, NULL, NULL, NULL, NULL, NULL, x.source_title, x.source_url
     FROM candidacy_event x ${TICKET} JOIN election z ON z.id = b.election_id
     WHERE x.status IN ('withdrawn', 'invalidated') AND ${told} ORDER BY 2 DESC, 3 ${most})
    UNION ALL
    (SELECT 'corrected', x.created_at, 'candidacies/' || c.public_id || '/corrected/' || ${MS("x.created_at")}, x.date, c.id, c.person_id,
       NULL, NULL, NULL, NULL, x.reason, x.source_title, x.source_url
     FROM candidacy_correction x ${TICKET} WHERE ${told} ORDER BY 2 DESC, 3 ${most})
    UNION ALL
    (SELECT 'nomination-' || CASE WHEN n.kind = 'support' AND x.status = 'announced' THEN 'support' ELSE x.status::text END, ${DAY},
       'candidacies/' || c.public_id || '/nominations/' || o.slug || '/' || x.status || '/' || x.date || '/' || ${MS("x.created_at")}, x.date, c.id,
       c.person_id, NULL, NULL, NULL, o.id, x.note, x.source_title, x.source_url
     FROM nomination_event x JOIN nomination n ON n.id = x.nomination_id JOIN organization o ON o.id = n.organization_id
     JOIN candidacy c ON c.id = n.candidacy_id JOIN ballot b ON b.id = c.ballot_id JOIN election z ON z.id = b.election_id WHERE ${nominated} ORDER BY 2 DESC, 3 ${most})
    UNION ALL
    (SELECT 'version', v.published_at, 'forms/' || f.slug || '/versions/' || v.number, NULL, NULL, NULL, f.id, v.id, NULL, NULL, NULL, NULL, NULL
     FROM form_version v JOIN form f ON f.id = v.form_id WHERE v.published_at IS NOT NULL AND ${published} ORDER BY 2 DESC, 3 ${most})`;
}

const TOLD = `
  SELECT x.kind, x.at, x.key, x.day::text AS day, c.public_id AS "candidacyId",
    CASE WHEN p.id IS NULL THEN NULL ELSE ${personJson("p")} END AS person,
    (SELECT json_build_object('publicId', q.public_id, 'givenName', q.given_name, 'familyName', q.family_name,
      'gender', q.gender) FROM person q WHERE q.id = c.person_id) AS candidate,
    CASE WHEN a.id IS NULL THEN NULL ELSE ${AREA_JSON} END AS area,
    json_build_object('slug', e.slug, 'name', e.name) AS election,
    CASE WHEN f.id IS NULL THEN NULL ELSE json_build_object('slug', f.slug, 'title',
      (SELECT w.title FROM form_version w WHERE w.form_id = f.id AND w.published_at IS NOT NULL ORDER BY w.number DESC LIMIT 1)) END AS form,
    v.number AS version,
    (SELECT count(*)::int FROM answer w WHERE w.signature_id = x.signature_id AND w.value = 'yes') AS yes,
    (SELECT count(*)::int FROM answer w WHERE w.signature_id = x.signature_id) AS total,
    o.name AS party, x.note, x.source_title AS "sourceTitle", x.source_url AS "sourceUrl", coalesce(f.time_zone, e.time_zone) AS "timeZone"
  FROM fact x LEFT JOIN candidacy c ON c.id = x.candidacy_id LEFT JOIN person p ON p.id = x.person_id
  LEFT JOIN ballot b ON b.id = c.ballot_id LEFT JOIN area a ON a.id = b.area_id LEFT JOIN form f ON f.id = x.form_id
  LEFT JOIN form_version v ON v.id = x.version_id LEFT JOIN organization o ON o.id = x.organization_id
  JOIN election e ON e.id = coalesce(b.election_id, f.election_id)`;

const newest = (kind: ScopeKind) => {
  const most = `LIMIT ${MOST}`;
  const found = facts(CONDITIONS[kind], most);
  return `WITH fact AS (SELECT * FROM (${found}) y ORDER BY at DESC, key ${most}) ${TOLD} ORDER BY x.at DESC, x.key`;
};

/** The newest public facts of a scope, by when they became known here. */
export async function publicChanges({ kind, id }: Scope): Promise<readonly Change[]> {
  return (await pool().query<Change>(newest(kind), [id])).rows;
}

// The day of a fact is that of where it happened.
const RECENT = `WITH whole AS (${facts(CONDITIONS.all, "")}),
  dated AS (SELECT x.*, (x.at AT TIME ZONE coalesce(f.time_zone, e.time_zone))::date AS told_on
    FROM whole x LEFT JOIN candidacy c ON c.id = x.candidacy_id LEFT JOIN ballot b ON b.id = c.ballot_id
    LEFT JOIN form f ON f.id = x.form_id JOIN election e ON e.id = coalesce(b.election_id, f.election_id)
    WHERE $1::uuid IS NULL),
  recent AS (SELECT DISTINCT told_on FROM dated ORDER BY told_on DESC LIMIT ${MOST_DAYS})`;

const COUNTS = `${RECENT}
  SELECT told_on::text AS day, kind, count(*)::int AS count FROM dated JOIN recent USING (told_on) GROUP BY told_on, kind`;

const OF_DAYS = `${RECENT},
  fact AS (SELECT * FROM (SELECT d.*, row_number() OVER (PARTITION BY told_on ORDER BY d.at DESC, d.key) AS rank
    FROM dated d JOIN recent USING (told_on)) r WHERE rank <= ${MOST_OF_A_DAY})
  ${TOLD} ORDER BY x.at DESC, x.key`;

/** The newest days on which something happened: how much of what, and the newest facts of each. */
export async function publicRecentDays(): Promise<{
  readonly counts: readonly { readonly day: string; readonly kind: ChangeKind; readonly count: number }[];
  readonly changes: readonly Change[];
}> {
  const [counts, changes] = await Promise.all([
    pool().query<{ day: string; kind: ChangeKind; count: number }>(COUNTS, [null]),
    pool().query<Change>(OF_DAYS, [null]),
  ]);
  return { counts: counts.rows, changes: changes.rows };
}

const BEGUN: Readonly<Record<Exclude<ScopeKind, "all">, string>> = {
  form: "SELECT min(published_at) AS at FROM form_version WHERE form_id = $1",
  ballot: "SELECT e.created_at AS at FROM ballot b JOIN election e ON e.id = b.election_id WHERE b.id = $1",
  election: "SELECT created_at AS at FROM election WHERE id = $1",
  party: "SELECT created_at AS at FROM organization WHERE id = $1",
  ngo: "SELECT created_at AS at FROM organization WHERE id = $1",
};

/** Since when there is something to tell of a scope: the date of a feed that has no entry yet. */
export async function publicBeginning({ kind, id }: Scope): Promise<Date> {
  const { rows } =
    kind === "all"
      ? await pool().query<{ at: Date }>("SELECT created_at AS at FROM instance WHERE id = 1")
      : await pool().query<{ at: Date }>(BEGUN[kind], [id]);
  return rows[0]?.at ?? new Date(0);
}
