import { createHash } from "node:crypto";
import type { Adapter } from "next-auth/adapters";
import { pool } from "../db";

/** Staff are signed out after half an hour without a request, and after twelve hours whatever they do. */
export const IDLE_SECONDS = 30 * 60;
export const ABSOLUTE_SECONDS = 12 * 60 * 60;

/** SHA-256 of a session's token, hex: what the database keeps. */
export function sessionHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

interface Row {
  user_id: string;
  name: string;
  email: string;
  /** Seconds left before the idle end, by the database's clock. */
  left: number;
}

const READ = `
  SELECT s.user_id, u.name, u.email,
         extract(epoch FROM s.expires_at - signataires_now())::float8 AS left
  FROM session s JOIN user_account u ON u.id = s.user_id
  WHERE s.token_hash = $1 AND s.expires_at > signataires_now()
    AND s.created_at > signataires_now() - make_interval(secs => ${ABSOLUTE_SECONDS})`;

const TOUCH = `
  UPDATE session SET expires_at = least(signataires_now() + make_interval(secs => ${IDLE_SECONDS}),
                                        created_at + make_interval(secs => ${ABSOLUTE_SECONDS}))
  WHERE token_hash = $1 AND expires_at > signataires_now()`;

const expiry = (left: number) => new Date(Date.now() + left * 1000);

/**
 * What next-auth needs of our tables to read and prolong a session. Sessions are made by the login alone, so nothing
 * here creates one. next-auth takes a failing database for a signed-out visitor, hence `failed`.
 */
export function sessionAdapter(failed: (error: unknown) => void): Adapter {
  const query = async <R extends object>(sql: string, token: string) => {
    try {
      return await pool().query<R>(sql, [sessionHash(token)]);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  return {
    async getSessionAndUser(sessionToken) {
      const { rows } = await query<Row>(READ, sessionToken);
      const [row] = rows;
      if (!row) return null;
      const user = { id: row.user_id, name: row.name, email: row.email, emailVerified: null };
      return { session: { sessionToken, userId: row.user_id, expires: expiry(row.left) }, user };
    },
    async updateSession({ sessionToken }) {
      await query(TOUCH, sessionToken);
      return null;
    },
    async deleteSession(sessionToken) {
      await query("DELETE FROM session WHERE token_hash = $1", sessionToken);
    },
  };
}
