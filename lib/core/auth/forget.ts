import { pool } from "../db";

/** What only serves for a time, and how long it is kept after: an idempotency key at least a day. */
const OVER = [
  "DELETE FROM session WHERE expires_at < signataires_now() - interval '1 day'",
  "DELETE FROM login_link WHERE expires_at < signataires_now() - interval '1 day'",
  "DELETE FROM idempotent_request WHERE created_at < signataires_now() - interval '2 days'",
  "DELETE FROM rate_limit WHERE expire < extract(epoch FROM now() - interval '1 day') * 1000",
];

/** Deletes ended sessions, login links, idempotency keys and counts of limits. Returns how many rows went. */
export async function forgetWhatIsOver(): Promise<number> {
  let gone = 0;
  for (const statement of OVER) gone += (await pool().query(statement)).rowCount ?? 0;
  return gone;
}
