import "server-only";
import type { LinkHolder } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { readText } from "@/lib/forms/rules";
import type { AnswerValue } from "@/prisma/client/enums";
import { countOf, type Lack, statusNow } from "../rules";

type Whose = Pick<LinkHolder, "formId" | "candidacyId" | "role">;

/** One published form that asks this person, as she sees it from the page of another. */
export interface AskingForm {
  readonly formId: string;
  readonly title: LocalizedText;
  readonly authors: readonly string[];
  readonly website: string | null;
  readonly closesAt: Date;
  readonly timeZone: string;
  /** The address held for it is the only one to which links of this page's form went. */
  readonly isSameAddress: boolean;
  readonly hasAddress: boolean;
  readonly hasSigned: boolean;
  /** What stands signed, which is public; null where nothing does. */
  readonly signed: {
    readonly status: "signed" | "partly" | "awaiting" | "declined";
    readonly yes: number;
    readonly total: number;
  } | null;
  /** Answers kept and not signed: told where the same address is held, else 0. */
  readonly kept: number;
}

interface Row extends Omit<AskingForm, "title" | "signed" | "hasSigned" | "closesAt"> {
  readonly title: unknown;
  readonly closesAt: string;
  readonly minimum: number | null;
  readonly lacks: readonly Lack[] | null;
  readonly answers: readonly AnswerValue[] | null;
  readonly revisions: number;
}

/**
 * The one address to which this person's links on a form ever went, in small letters, whatever the form's NGOs hold today: an
 * NGO may change its own contacts, and must not so reach another's form. "" where there is none, or more than one.
 */
async function addressReached({ formId, candidacyId, role }: Whose, tx: Tx): Promise<string> {
  const [only, ...more] = await tx.$queryRaw<{ value: string }[]>`
    WITH own AS (
      SELECT id, contact_id FROM link WHERE form_id = ${formId}::uuid AND candidacy_id = ${candidacyId}::uuid
        AND role = ${role}::candidacy_role AND kind = 'personal')
    SELECT DISTINCT lower(k.value) AS value FROM contact k
    WHERE k.id IN (SELECT contact_id FROM own UNION ALL SELECT i.contact_id FROM invitation i JOIN own ON own.id = i.link_id)`;
  return more.length === 0 ? (only?.value ?? "") : "";
}

/**
 * All published forms that ask this person in this election, hers first to close first. A form asks every candidacy of its
 * election, so none is left out because its NGO has not written yet; what is private to another form's page is told only to
 * who holds the same address.
 */
export async function formsAsking(whose: Whose, tx: Tx = db()): Promise<readonly AskingForm[]> {
  const { formId, candidacyId, role } = whose;
  const address = await addressReached(whose, tx);
  const [row] = await tx.$queryRaw<{ forms: Row[] | null }[]>`
    SELECT json_agg(json_build_object(
      'formId', f.id, 'title', v.title, 'minimum', v.minimum, 'closesAt', f.closes_at, 'timeZone', f.time_zone,
      'authors', (SELECT json_agg(o.name ORDER BY a.is_lead DESC, o.name) FROM form_author a
        JOIN organization o ON o.id = a.organization_id WHERE a.form_id = f.id),
      'website', (SELECT o.website FROM form_author a JOIN organization o ON o.id = a.organization_id
        WHERE a.form_id = f.id AND a.is_lead LIMIT 1),
      'isSameAddress', f.id = ${formId}::uuid OR h.same, 'hasAddress', h.some,
      'revisions', (SELECT count(*) FROM signature s WHERE s.form_id = f.id AND s.candidacy_id = c.id AND s.role = ${role}::candidacy_role),
      'lacks', signature_lacks(latest.id),
      'answers', (SELECT json_agg(n.value) FROM answer n WHERE n.signature_id = latest.id AND latest.stands),
      'kept', CASE WHEN f.id = ${formId}::uuid OR h.same THEN (
        SELECT count(*) FROM signing_draft d, jsonb_object_keys(d.answers)
        WHERE d.version_id = v.id AND d.candidacy_id = c.id AND d.role = ${role}::candidacy_role
          AND (latest.signed_at IS NULL OR d.updated_at > latest.signed_at)) ELSE 0 END
    ) ORDER BY f.closes_at, f.id) AS forms
    FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
    JOIN form f ON f.election_id = b.election_id AND form_asks(f.id, b.area_id)
    JOIN LATERAL (SELECT v.id, v.title, v.minimum FROM form_version v
      WHERE v.form_id = f.id AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1) v ON true
    LEFT JOIN LATERAL (
      SELECT s.id, s.signed_at, NOT EXISTS (SELECT FROM signature_event e
        WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased')) AS stands
      FROM signature s WHERE s.form_id = f.id AND s.candidacy_id = c.id AND s.role = ${role}::candidacy_role
        AND NOT signature_annulled(s.id)
      ORDER BY s.revision DESC LIMIT 1) latest ON true
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS some, coalesce(bool_or(lower(k.value) = lower(${address})), false) AS same
      FROM contact k JOIN form_author a ON a.organization_id = k.organization_id AND a.form_id = f.id
      WHERE k.candidacy_id = c.id AND k.role = ${role}::candidacy_role AND k.channel = 'email' AND k.stopped_at IS NULL) h
    WHERE c.id = ${candidacyId}::uuid`;
  return (row?.forms ?? []).map(({ title, closesAt, minimum, lacks, answers, revisions, ...form }) => ({
    ...form,
    title: readText(title),
    closesAt: new Date(closesAt),
    hasSigned: revisions > 0,
    signed: answers && {
      status: statusNow(answers, minimum, lacks ?? []),
      yes: countOf(answers),
      total: answers.length,
    },
  }));
}

/** What this person signed before of an engagement of the same lineage, elsewhere: a reminder, never an answer. */
export interface Suggestion {
  readonly value: AnswerValue;
  readonly form: LocalizedText;
  readonly signedAt: Date;
  /** Word for word the same then as now. */
  readonly isSame: boolean;
}

/** By engagement of this version; signatures that stand alone, which are public whoever asks. */
export async function suggestionsFor(
  versionId: string,
  personId: string,
): Promise<Readonly<Record<string, Suggestion>>> {
  const rows = await db().$queryRaw<
    { id: string; value: AnswerValue; form: unknown; signedAt: Date; isSame: boolean }[]
  >`
    SELECT DISTINCT ON (e.id) e.id::text, n.value, v.title AS form, s.signed_at AS "signedAt",
      (o.text = e.text AND o.title = e.title) AS "isSame"
    FROM engagement e
    JOIN engagement o ON o.lineage_id = e.lineage_id
    JOIN form_version v ON v.id = o.version_id
    JOIN answer n ON n.engagement_id = o.id
    JOIN signature s ON s.id = n.signature_id
    WHERE e.version_id = ${versionId}::uuid AND s.person_id = ${personId}::uuid
      AND s.form_id <> (SELECT form_id FROM form_version WHERE id = ${versionId}::uuid)
      AND NOT EXISTS (SELECT FROM signature_event x WHERE x.signature_id = s.id AND x.kind IN ('withdrawn', 'erased'))
      AND NOT coalesce((SELECT x.kind = 'disputed' FROM signature_event x WHERE x.signature_id = s.id
        AND x.kind IN ('disputed', 'resolved') ORDER BY x.at DESC LIMIT 1), false)
      AND NOT signature_annulled(s.id)
      AND NOT EXISTS (SELECT FROM signature l WHERE l.form_id = s.form_id AND l.candidacy_id = s.candidacy_id
        AND l.role = s.role AND l.revision > s.revision)
    ORDER BY e.id, s.signed_at DESC`;
  return Object.fromEntries(rows.map(({ id, form, ...row }) => [id, { ...row, form: readText(form) }]));
}
