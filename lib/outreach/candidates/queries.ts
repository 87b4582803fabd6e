import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { mayEdit } from "@/lib/organizations/rules";
import { authorsOf } from "../contacts/queries";
import { type CandidateFacts, type CandidateRow, coverageOf, fitting, PAGE, rowOf, sorted } from "./rules";
import type { CandidatesQuery } from "./schema";

interface Standing {
  readonly id: string;
  readonly public_id: string;
  readonly name: string;
  readonly substitute: string | null;
  readonly area_code: string;
  readonly area_name: string;
  readonly department_code: string | null;
  readonly department_name: string | null;
  readonly party_label: string | null;
  readonly is_twice: boolean;
}

const STANDING = `
  SELECT c.id, c.public_id, trim(p.given_name || ' ' || p.family_name) AS name, trim(s.given_name || ' ' || s.family_name) AS substitute,
    a.code AS area_code, a.name AS area_name, d.code AS department_code, d.name AS department_name, c.party_label,
    count(*) OVER (PARTITION BY p.key) > 1 AS is_twice
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id LEFT JOIN area d ON d.id = a.parent_id
  JOIN person p ON p.id = c.person_id LEFT JOIN person s ON s.id = c.substitute_id
  WHERE b.election_id = $1 AND c.status IN ('announced', 'standing') AND b.id IN (SELECT form_ballots($2))
  ORDER BY a.code, c.panel_number NULLS LAST, p.family_name, p.given_name, c.public_id`;

interface Signed {
  readonly candidacy_id: string;
  readonly answers: CandidateFacts["answers"];
  readonly minimum: number | null;
  readonly lacks: CandidateFacts["lacks"];
  readonly signed_at: Date;
  readonly is_withdrawn: boolean;
  readonly is_disputed: boolean;
}

const SIGNED = `
  SELECT s.candidacy_id, s.signed_at, v.minimum, signature_lacks(s.id) AS lacks,
    ARRAY(SELECT a.value::text FROM answer a WHERE a.signature_id = s.id) AS answers,
    EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased')) AS is_withdrawn,
    coalesce((SELECT e.kind = 'disputed' FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('disputed', 'resolved')
      ORDER BY e.at DESC LIMIT 1), false) AS is_disputed
  FROM (SELECT DISTINCT ON (candidacy_id) id, candidacy_id, version_id, signed_at FROM signature
    WHERE form_id = $1 AND role = 'candidate' AND NOT signature_annulled(id) ORDER BY candidacy_id, revision DESC) s
  JOIN form_version v ON v.id = s.version_id`;

interface Declined {
  readonly candidacy_id: string;
  readonly at: Date;
  readonly is_public: boolean;
}

const DECLINED = `
  SELECT DISTINCT ON (candidacy_id) candidacy_id, at, is_public FROM decline
  WHERE form_id = $1 AND role = 'candidate' ORDER BY candidacy_id, at DESC`;

interface Asked {
  readonly candidacy_id: string;
  readonly requests: number;
  readonly last_request: Date;
}

// As in public: a mail that came back asked nobody.
const ASKED = `
  SELECT candidacy_id, count(*)::int AS requests, max(at) AS last_request FROM contact_attempt
  WHERE form_id = $1 AND role = 'candidate' AND outcome <> 'bounced' GROUP BY candidacy_id`;

interface Backed {
  readonly candidacy_id: string;
  readonly parties: readonly string[];
}

const BACKED = `
  SELECT n.candidacy_id, array_agg(o.name ORDER BY o.name) AS parties FROM nomination n
  JOIN organization o ON o.id = n.organization_id JOIN candidacy c ON c.id = n.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  WHERE b.election_id = $1 GROUP BY n.candidacy_id`;

const SETS = `
  SELECT 'reachable' AS fact, array_agg(DISTINCT candidacy_id) AS ids FROM contact
  WHERE organization_id = ANY ($2::uuid[]) AND role = 'candidate' AND channel = 'email' AND stopped_at IS NULL
  UNION ALL SELECT 'stopped', array_agg(candidacy_id) FROM contact_stop WHERE organization_id = ANY ($2::uuid[]) AND role = 'candidate'
  UNION ALL SELECT 'not-me', array_agg(l.candidacy_id) FROM link_report r JOIN link l ON l.id = r.link_id
    WHERE l.form_id = $1 AND l.role = 'candidate' AND r.kind = 'not-me'
  UNION ALL SELECT status::text, array_agg(DISTINCT candidacy_id) FROM invitation
    WHERE form_id = $1 AND role = 'candidate' AND status IN ('accepted', 'bounced') GROUP BY status
  UNION ALL SELECT 'begun', array_agg(DISTINCT t.candidacy_id) FROM signing_draft t JOIN form_version v ON v.id = t.version_id
    WHERE v.form_id = $1 AND t.role = 'candidate' AND t.started_at IS NOT NULL`;

/** The rows of a query by their candidacy. */
async function byCandidacy<Row extends { readonly candidacy_id: string }>(
  sql: string,
  id: string,
): Promise<ReadonlyMap<string, Row>> {
  const { rows } = await pool().query<Row>(sql, [id]);
  return new Map(rows.map((row) => [row.candidacy_id, row]));
}

async function setsOf(
  formId: string,
  own: readonly string[],
): Promise<(fact: string, id: string) => boolean> {
  const { rows } = await pool().query<{ fact: string; ids: string[] | null }>(SETS, [formId, own]);
  const sets = new Map(rows.map(({ fact, ids }) => [fact, new Set(ids ?? [])]));
  return (fact, id) => sets.get(fact)?.has(id) ?? false;
}

/** All candidacies of a form's election as its NGOs know them; null for who is no member. */
export async function everyCandidateFor(ctx: Ctx, formId: string): Promise<readonly CandidateRow[] | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => roleIn(ctx, id)) ?? [];
  if (!form || own.length === 0) return null;
  // Joined here, not in SQL: just after an import the planner knows nothing of the new rows, and its joins took 16 s.
  const [standing, signed, declined, asked, backed, isIn] = await Promise.all([
    pool().query<Standing>(STANDING, [form.electionId, formId]),
    byCandidacy<Signed>(SIGNED, formId),
    byCandidacy<Declined>(DECLINED, formId),
    byCandidacy<Asked>(ASKED, formId),
    byCandidacy<Backed>(BACKED, form.electionId),
    setsOf(formId, own),
  ]);
  return standing.rows.map((row) => {
    const { id, department_code: code, department_name: department } = row;
    const signature = signed.get(id);
    const decline = declined.get(id);
    return rowOf({
      publicId: row.public_id,
      name: row.name,
      substitute: row.substitute || null,
      area: { code: row.area_code, name: row.area_name },
      department: code === null ? null : { code, name: department ?? code },
      parties: backed.get(id)?.parties ?? (row.party_label ? [row.party_label] : []),
      hasContact: isIn("reachable", id),
      isStopped: isIn("stopped", id),
      isNotMe: isIn("not-me", id),
      answers: signature?.answers ?? null,
      minimum: signature?.minimum ?? null,
      lacks: signature?.lacks ?? [],
      signedAt: signature?.signed_at ?? null,
      isWithdrawn: signature?.is_withdrawn ?? false,
      isDisputed: signature?.is_disputed ?? false,
      decline: decline ? { at: decline.at, isPublic: decline.is_public } : null,
      requests: asked.get(id)?.requests ?? 0,
      lastRequest: asked.get(id)?.last_request ?? null,
      isTwice: row.is_twice,
      isAccepted: isIn("accepted", id),
      isBounced: isIn("bounced", id),
      hasStarted: isIn("begun", id) || signature !== undefined,
    });
  });
}

export interface Candidates {
  readonly rows: readonly CandidateRow[];
  /** Of the view. */
  readonly total: number;
  /** Of the election. */
  readonly all: number;
  readonly page: number;
  readonly pages: number;
  /** Rows of the election that each look at the coverage holds. */
  readonly coverage: ReturnType<typeof coverageOf>;
  readonly departments: readonly { readonly code: string; readonly name: string }[];
  readonly parties: readonly string[];
}

/** All rows of the view, in its order; null for who may not export and assign. */
export async function matchingFor(
  ctx: Ctx,
  formId: string,
  query: CandidatesQuery,
): Promise<readonly CandidateRow[] | null> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => mayEdit(roleIn(ctx, id)))) return null;
  const all = await everyCandidateFor(ctx, formId);
  return all && sorted(all, query).filter(fitting(query));
}

/** One candidacy as its row in the table; null where it no longer stands, or the form is another's. */
export async function candidateRowFor(
  ctx: Ctx,
  formId: string,
  publicId: string,
): Promise<CandidateRow | null> {
  const all = await everyCandidateFor(ctx, formId);
  return all?.find((row) => row.publicId === publicId) ?? null;
}

/**
 * The candidacies of a form's election as its NGOs know them, one page of the view that is asked for, in the order
 * that is asked for. Null for who is no member.
 */
export async function candidatesFor(
  ctx: Ctx,
  formId: string,
  query: CandidatesQuery,
): Promise<Candidates | null> {
  const all = await everyCandidateFor(ctx, formId);
  if (!all) return null;
  const view = sorted(all, query).filter(fitting(query));
  const pages = Math.max(1, Math.ceil(view.length / PAGE));
  const page = Math.min(query.page, pages);
  const departments = new Map(
    all.flatMap(({ department }) => (department ? [[department.code, department]] : [])),
  );
  return {
    rows: view.slice((page - 1) * PAGE, page * PAGE),
    total: view.length,
    all: all.length,
    page,
    pages,
    coverage: coverageOf(all),
    departments: [...departments.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    parties: [...new Set(all.flatMap(({ parties }) => parties))].sort(new Intl.Collator().compare),
  };
}
