import { expect, test } from "vitest";
import { db, pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";

testDatabase();

/** Tables that no public page shows; a new table is either marked by the press's triggers or named here. */
const NOT_SHOWN = `
  answer attestation audit_event author_event bounce candidacy_claim caller_assignment contact contact_stop
  contact_suggestion contest_link dispute_decision draft_step engagement erasure_request error_report form_limit
  idempotent_request import_change import_header import_plan import_row import_run invitation lineage link link_report
  log_checkpoint log_cosignature log_policy log_sealed log_state log_tile login_link mail mailing membership
  passkey person_pair phone_call preparation publication_mark publication_state published_file quoted_statement rate_limit
  rehearsal rehearsal_person sealed_receipt session signature_notice signing_draft theme transcription user_account webhook webhook_try
  _prisma_migrations`;

test("each table marks what it changes, or is known to be shown by no page", async () => {
  const { rows } = await pool().query<{ name: string; isMarked: boolean }>(
    `SELECT c.relname AS name, (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'press\\_%') = 3 AS "isMarked"
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const silent = rows.filter(({ isMarked }) => !isMarked).map(({ name }) => name);
  expect(silent).toEqual(NOT_SHOWN.trim().split(/\s+/).sort());
});

test("a draft marks nothing, and a statement on more than 2,000 rows marks the whole site once", async () => {
  await pool().query("DELETE FROM publication_mark");
  await pool().query(
    "INSERT INTO person (given_name, family_name) SELECT 'Essai', 'Nombreux ' || n FROM generate_series(1, 2001) n",
  );
  const { rows } = await pool().query("SELECT kind, subject FROM publication_mark");
  expect(rows).toEqual([{ kind: "everything", subject: "" }]);
});

test("who changes a fact and takes it back marks nothing", async () => {
  await pool().query("DELETE FROM publication_mark");
  const failed = db().$transaction(async (tx) => {
    await tx.person.create({ data: { givenName: "Essai", familyName: "Repris" }, select: { id: true } });
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect((await pool().query("SELECT FROM publication_mark")).rowCount).toBe(0);
});
