import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { whyNotSend } from "../../mailings/rules";
import type { Standing } from "./queries";

export const BATCH = 50;
/** The advisory lock of claims, shared by all mailings of the instance. */
const CLAIMS = 7_105_004;

export interface Claimed {
  readonly id: string;
  readonly contact_id: string;
  readonly link_id: string;
  readonly value: string;
  /** False where the person answered, or asked not to be written to, since the mailing was started. */
  readonly may_go: boolean;
  /** Where she had her share of campaign mails this week, when the next may come. */
  readonly crowded_until: Date | null;
}

const CLAIM = `
  WITH next AS (
    SELECT i.id FROM invitation i JOIN mailing m ON m.id = i.mailing_id
    WHERE i.mailing_id = $1 AND i.status = 'queued' AND m.status = 'running' AND (i.not_before IS NULL OR i.not_before <= $3)
      AND (cardinality($4::uuid[]) = 0 OR i.candidacy_id NOT IN (SELECT id FROM candidacy WHERE ballot_id = ANY ($4)))
    ORDER BY i.reply IS NOT NULL, i.id LIMIT $2 FOR UPDATE OF i SKIP LOCKED)
  UPDATE invitation i SET status = 'sending', handed_at = $3, not_before = NULL FROM next, contact k, form f, link l
  WHERE i.id = next.id AND k.id = i.contact_id AND f.id = i.form_id AND l.id = i.link_id
  RETURNING i.id, i.contact_id, i.link_id, k.value, k.stopped_at IS NULL AND l.revoked_at IS NULL AND f.closes_at > $3
    AND NOT EXISTS (SELECT FROM contact_stop s WHERE s.organization_id = k.organization_id AND s.candidacy_id = i.candidacy_id AND s.role = i.role)
    AND NOT EXISTS (SELECT FROM link_report r WHERE r.link_id = l.id AND r.kind = 'not-me')
    AND NOT EXISTS (SELECT FROM signature s WHERE s.form_id = i.form_id AND s.candidacy_id = i.candidacy_id AND s.role = i.role)
    AND NOT EXISTS (SELECT FROM decline d WHERE d.form_id = i.form_id AND d.candidacy_id = i.candidacy_id AND d.role = i.role) AS may_go,
    (SELECT x.handed_at + interval '7 days' FROM invitation x WHERE x.candidacy_id = i.candidacy_id AND x.role = i.role
      AND x.id <> i.id AND x.status IN ('sending', 'accepted', 'in_doubt') AND x.handed_at > $3 - interval '7 days'
      ORDER BY x.handed_at DESC OFFSET $5 LIMIT 1) AS crowded_until`;

/**
 * Takes the next invitations out of the queue before anything is handed over: no crash can send one twice. Those that the
 * relay put off come last, so that they hold up nobody. One claim at a time on the instance: what another NGO's mailing takes
 * for the same person, or another of this form for the day's limit, is seen.
 */
export async function claim(
  ctx: Ctx,
  { mailingId, standing }: { mailingId: string; standing: Standing },
): Promise<Result<readonly Claimed[], "not-yours">> {
  const no = whyNotSend(ctx);
  if (no) return refuse(no);
  const { now, room, silent, mailsPerWeek } = standing;
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [CLAIMS]);
    const limit = Math.min(BATCH, room ?? BATCH);
    const given = [mailingId, limit, now, [...silent.keys()], mailsPerWeek - 1];
    const { rows } = await client.query<Claimed>(CLAIM, given);
    await client.query("COMMIT");
    return done(rows);
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
