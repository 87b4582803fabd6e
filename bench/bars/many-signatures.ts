import { db, pool } from "@/lib/core/db";
import { logSignatures } from "@/lib/proof/commands";
import { signaturesWithoutLeaf } from "@/lib/signatures/stating/queries";
import { statementOf } from "@/lib/signatures/stating/rules";
import { aCandidacy, aForm } from "@/prisma/factories";

const AT_ONCE = 5000;

/** So many signatures on one form, each with its answers, its statement and its leaf queued; returns the form's id. */
export async function manySignatures(count: number): Promise<string> {
  const form = await aForm(db());
  const one = await aCandidacy(db());
  const client = await pool().connect();
  // Filling takes longer than any page may.
  await client.query("SET statement_timeout = 0");
  await client.query(
    `WITH people AS (INSERT INTO person (given_name, family_name) SELECT 'Essai', 'Numéro ' || n FROM generate_series(1, $2::int) n RETURNING id),
     places AS (INSERT INTO candidacy (ballot_id, person_id) SELECT (SELECT ballot_id FROM candidacy WHERE id = $1), id FROM people RETURNING id, person_id),
     signed AS (INSERT INTO signature (form_id, version_id, candidacy_id, person_id, role, locale, signed_at)
       SELECT $3, $4, id, person_id, 'candidate', 'fr', signataires_now() FROM places RETURNING id)
     SELECT count(*) FROM signed`,
    [one.id, count, form.id, form.version.id],
  );
  await client.query(
    `INSERT INTO answer (signature_id, engagement_id, value) SELECT s.id, e.id, CASE WHEN e.position = 2 THEN 'no' ELSE 'yes' END::answer_value
     FROM signature s JOIN engagement e ON e.version_id = s.version_id WHERE s.form_id = $1`,
    [form.id],
  );
  await client.query("ANALYZE");
  await client.query("RESET statement_timeout");
  client.release();
  for (let some = -1; some !== 0; ) {
    some = await db().$transaction(
      async (tx) => {
        const rows = await signaturesWithoutLeaf(tx, AT_ONCE);
        await logSignatures(
          tx,
          rows.map(({ id, ...facts }) => ({ id, statement: statementOf(facts) })),
        );
        return rows.length;
      },
      { timeout: 120_000 },
    );
  }
  return form.id;
}
