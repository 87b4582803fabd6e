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

/** Deletes ended sessions, login links, idempotency keys, counts of limits and the mails that went out long ago. Returns how many rows went. */
export async function forgetWhatIsOver(): Promise<number> {
  let gone = 0;
  for (const statement of OVER) gone += (await pool().query(statement)).rowCount ?? 0;
  return gone;
}
