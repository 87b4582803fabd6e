import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { mayEdit } from "@/lib/organizations/rules";
import { authorsOf } from "../contacts/queries";
import { type CandidateFacts, type CandidateRow, coverageOf, fitting, PAGE, rowOf, sorted } from "./rules";
import type { CandidatesQuery } from "./schema";

interface Row {
  readonly public_id: string;
  readonly name: string;
  readonly substitute: string | null;
  readonly area_code: string;
  readonly area_name: string;
  readonly department_code: string | null;
  readonly department_name: string | null;
  readonly parties: readonly string[] | null;
  readonly party_label: string | null;
  readonly has_contact: boolean;
  readonly is_stopped: boolean;
  readonly is_not_me: boolean;
  readonly answers: CandidateFacts["answers"];
  readonly minimum: number | null;
  readonly signed_at: Date | null;
  readonly is_withdrawn: boolean | null;
  readonly is_disputed: boolean | null;
  readonly declined_at: Date | null;
  readonly is_public: boolean | null;
  readonly requests: number | null;
  readonly last_request: Date | null;
  readonly mails: readonly string[];
  readonly has_draft: boolean;
  readonly is_twice: boolean;
}

// Each fact is gathered once for the whole form and joined: asked row by row, 6,290 candidacies take a second.
const CANDIDATES = `
  WITH last_signature AS (
    SELECT DISTINCT ON (candidacy_id) id, candidacy_id, version_id, signed_at FROM signature
    WHERE form_id = $1 AND role = 'candidate' ORDER BY candidacy_id, revision DESC
  ), signed AS (
    SELECT s.candidacy_id, s.signed_at, v.minimum,
      ARRAY(SELECT a.value::text FROM answer a WHERE a.signature_id = s.id) AS answers,
      EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased')) AS is_withdrawn,
      coalesce((SELECT e.kind = 'disputed' FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('disputed', 'resolved')
        ORDER BY e.at DESC LIMIT 1), false) AS is_disputed
    FROM last_signature s JOIN form_version v ON v.id = s.version_id
  ), declined AS (
    SELECT DISTINCT ON (candidacy_id) candidacy_id, at, is_public FROM decline
    WHERE form_id = $1 AND role = 'candidate' ORDER BY candidacy_id, at DESC
  ), asked AS (
    SELECT candidacy_id, count(*)::int AS requests, max(at) AS last_request FROM contact_attempt
    WHERE form_id = $1 AND role = 'candidate' GROUP BY candidacy_id
  ), reachable AS (
    SELECT DISTINCT candidacy_id FROM contact
    WHERE organization_id = ANY ($2::uuid[]) AND role = 'candidate' AND channel = 'email' AND stopped_at IS NULL
  ), stopped AS (
    SELECT DISTINCT candidacy_id FROM contact_stop WHERE organization_id = ANY ($2::uuid[]) AND role = 'candidate'
  ), reported AS (
    SELECT DISTINCT l.candidacy_id FROM link_report r JOIN link l ON l.id = r.link_id
    WHERE l.form_id = $1 AND l.role = 'candidate' AND r.kind = 'not-me'
  ), mailed AS (
    SELECT candidacy_id, array_agg(DISTINCT status::text) AS mails FROM invitation
    WHERE form_id = $1 AND role = 'candidate' GROUP BY candidacy_id
  ), begun AS (
    SELECT DISTINCT t.candidacy_id FROM signing_draft t JOIN form_version v ON v.id = t.version_id
    WHERE v.form_id = $1 AND t.role = 'candidate' AND t.started_at IS NOT NULL
  ), backed AS (
    SELECT n.candidacy_id, array_agg(o.name ORDER BY o.name) AS parties FROM nomination n
    JOIN organization o ON o.id = n.organization_id JOIN candidacy c ON c.id = n.candidacy_id JOIN ballot b ON b.id = c.ballot_id
    WHERE b.election_id = $3 GROUP BY n.candidacy_id
  )
  SELECT c.public_id, trim(p.given_name || ' ' || p.family_name) AS name, trim(s.given_name || ' ' || s.family_name) AS substitute,
    a.code AS area_code, a.name AS area_name, d.code AS department_code, d.name AS department_name, c.party_label,
    n.parties, k.candidacy_id IS NOT NULL AS has_contact, t.candidacy_id IS NOT NULL AS is_stopped,
    r.candidacy_id IS NOT NULL AS is_not_me, coalesce(i.mails, '{}') AS mails, u.candidacy_id IS NOT NULL AS has_draft,
    g.answers, g.minimum, g.signed_at, g.is_withdrawn, g.is_disputed, x.at AS declined_at, x.is_public, q.requests, q.last_request,
    count(*) OVER (PARTITION BY p.key) > 1 AS is_twice
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id LEFT JOIN area d ON d.id = a.parent_id
  JOIN person p ON p.id = c.person_id LEFT JOIN person s ON s.id = c.substitute_id
  LEFT JOIN signed g ON g.candidacy_id = c.id LEFT JOIN declined x ON x.candidacy_id = c.id LEFT JOIN asked q ON q.candidacy_id = c.id
  LEFT JOIN reachable k ON k.candidacy_id = c.id LEFT JOIN stopped t ON t.candidacy_id = c.id
  LEFT JOIN reported r ON r.candidacy_id = c.id LEFT JOIN mailed i ON i.candidacy_id = c.id
  LEFT JOIN begun u ON u.candidacy_id = c.id LEFT JOIN backed n ON n.candidacy_id = c.id
  WHERE b.election_id = $3 AND c.status IN ('announced', 'standing')
  ORDER BY a.code, c.panel_number NULLS LAST, p.family_name, p.given_name, c.public_id`;

function factsOf(row: Row): CandidateFacts {
  const { department_code: code, department_name: department, declined_at: declinedAt } = row;
  return {
    publicId: row.public_id,
    name: row.name,
    substitute: row.substitute || null,
    area: { code: row.area_code, name: row.area_name },
    department: code === null ? null : { code, name: department ?? code },
    parties: row.parties ?? (row.party_label ? [row.party_label] : []),
    hasContact: row.has_contact,
    isStopped: row.is_stopped,
    isNotMe: row.is_not_me,
    answers: row.answers,
    minimum: row.minimum,
    signedAt: row.signed_at,
    isWithdrawn: row.is_withdrawn ?? false,
    isDisputed: row.is_disputed ?? false,
    decline: declinedAt && { at: declinedAt, isPublic: row.is_public ?? false },
    requests: row.requests ?? 0,
    lastRequest: row.last_request,
    isAccepted: row.mails.includes("accepted"),
    isBounced: row.mails.includes("bounced"),
    hasStarted: row.has_draft || row.answers !== null,
    isTwice: row.is_twice,
  };
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

/** All candidacies of a form's election as its NGOs know them; null for who is no member. */
export async function everyCandidateFor(ctx: Ctx, formId: string): Promise<readonly CandidateRow[] | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => roleIn(ctx, id)) ?? [];
  if (!form || own.length === 0) return null;
  const { rows } = await pool().query<Row>(CANDIDATES, [formId, own, form.electionId]);
  return rows.map((row) => rowOf(factsOf(row)));
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
