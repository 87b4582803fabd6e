import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { authorsOf } from "../contacts/queries";

/** A territory of the election where nobody is known to stand. */
export interface Uncovered {
  readonly code: string;
  readonly name: string;
}

const UNCOVERED = `
  SELECT a.code, a.name FROM election e JOIN area a ON a.scheme = e.area_scheme
  WHERE e.id = $1 AND NOT EXISTS (SELECT FROM ballot b JOIN candidacy c ON c.ballot_id = b.id AND c.status IN ('announced', 'standing')
    WHERE b.election_id = e.id AND b.area_id = a.id)
  ORDER BY a.code`;

/** The territories of a form's election without a known candidate, by code; none for who is no member of its NGOs. */
export async function uncoveredFor(ctx: Ctx, formId: string): Promise<readonly Uncovered[]> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => roleIn(ctx, id))) return [];
  return (await pool().query<Uncovered>(UNCOVERED, [form.electionId])).rows;
}
