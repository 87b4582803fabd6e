import { pool } from "../db";
import { DAYS } from "../periods";

/** What only serves for a time, and how long it is kept after: an idempotency key at least a day. */
const OVER = [
  `DELETE FROM session WHERE expires_at < signataires_now() - interval '${DAYS.login} days'`,
  `DELETE FROM login_link WHERE expires_at < signataires_now() - interval '${DAYS.login} days'`,
  `DELETE FROM idempotent_request WHERE created_at < signataires_now() - interval '${DAYS.requests} days'`,
  "DELETE FROM rate_limit WHERE expire < extract(epoch FROM now() - interval '1 day') * 1000",
  `DELETE FROM mail WHERE status IN ('accepted', 'refused')
    AND coalesce(accepted_at, created_at) < signataires_now() - interval '${DAYS.mails} days'`,
];

/**
 * Deletes what is over: ended sessions, login links, idempotency keys, counts of limits, mails that went out long ago, and what
 * was kept of people for a time only. Returns how many rows went or lost their words.
 */
export async function forgetWhatIsOver(): Promise<number> {
  let gone = 0;
  for (const statement of OVER) gone += (await pool().query(statement)).rowCount ?? 0;
  const { rows } = await pool().query<{ gone: number }>("SELECT forget_over($1, $2, $3, $4, $5) AS gone", [
    ...[DAYS.contacts, DAYS.notes, DAYS.bounces, DAYS.journal, DAYS.reports],
  ]);
  return gone + (rows[0]?.gone ?? 0);
}
