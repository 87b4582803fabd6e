import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { Breaches } from "@/lib/core/testing/breaches";
import { testDatabase } from "@/lib/core/testing/database";
import { everyTable, SIGNED } from "@/prisma/every-table";
import { RECORDED_CHECKS } from "./testing/recorded-checks";

// Each rule of the database is broken twice: with the rule in place, which must refuse, and with the rule taken out
// (a planted fault), where the same statement must go through.

const breaches = new Breaches(testDatabase());
beforeAll(async () => {
  await everyTable(db());
  await breaches.rows(SIGNED);
});

/** What breaks each CHECK: the table, then what one of its rows is set to. */
const CHECKS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  rehearsal_person_answers_check: ["rehearsal_person", "answers = '[]'"],
  rehearsal_person_name_check: ["rehearsal_person", "name = ''", "name = repeat('a', 121)"],
  rehearsal_person_position_check: ["rehearsal_person", "position = 0"],
  rehearsal_person_signed: ["rehearsal_person", "signed = '{}'", "signed_at = now()"],
  rehearsal_person_signed_check: ["rehearsal_person", "signed = '[]', signed_at = now()"],
  rehearsal_person_token_hash_check: ["rehearsal_person", "token_hash = 'x'"],
  erasure_request_reason: ["erasure_request", "reason = 'whim'"],
  erasure_request_outcome: [
    "erasure_request",
    "outcome = 'later', decided_by_id = proposed_by_id, decided_at = now()",
  ],
  erasure_request_note: [
    "erasure_request",
    "note = '', outcome = 'refused', decided_by_id = proposed_by_id, decided_at = now()",
    "note = repeat('a', 501), outcome = 'refused', decided_by_id = proposed_by_id, decided_at = now()",
  ],
  erasure_request_proposed: ["erasure_request", "reason = NULL"],
  erasure_request_decided: ["erasure_request", "decided_at = now()"],
  erasure_request_erased: [
    "erasure_request",
    "outcome = 'erased', decided_by_id = asked_by_id, decided_at = now(), reason = NULL, organization_id = NULL, proposed_by_id = NULL, proposed_at = NULL",
  ],
  erasure_request_refused: ["erasure_request", "note = 'x'"],
  webhook_url_check: ["webhook", "url = 'ftp://a.example'", "url = 'https://' || repeat('a', 500)"],
  webhook_next_index_check: ["webhook", "next_index = -1"],
  log_leaf_index_check: ["log_leaf", "index = -1"],
  log_leaf_data_check: ["log_leaf", "data = '{'", "data = convert_to(repeat('a', 65536), 'UTF8')"],
  statement_salt_check: ["statement", "salt = '\\x00'"],
  passkey_credential_check: ["passkey", "credential = ''", "credential = 'a b'"],
  sealed_receipt_pdf_check: ["sealed_receipt", "pdf = ''"],
  statement_of_one_fact: ["statement", "signature_id = NULL"],
  log_tile_level_check: ["log_tile", "level = -1", "level = 64"],
  log_tile_index_check: ["log_tile", "index = -1"],
  log_tile_hashes_check: ["log_tile", "hashes = '\\x00'"],
  log_checkpoint_size_check: ["log_checkpoint", "size = -1"],
  log_checkpoint_root_check: ["log_checkpoint", "root = '\\x00'"],
  log_key_freezes_another: ["log_key", "frozen_size = 1"],
  log_policy_witnesses_check: ["log_policy", "witnesses = ''"],
  log_cosignature_seconds_check: ["log_cosignature", "seconds = 0"],
  log_cosignature_line_check: ["log_cosignature", "line = 'x'"],
  log_state_is_only_check: ["log_state", "is_only = false"],
  halted_for_a_reason: ["log_state", "halted_at = now()", "reason = 'x'"],
  consent_names_its_words: ["author_event", "words_hash = NULL"],
  instance_single: ["instance", "id = 2"],
  user_email_canonical: ["user_account", "email = 'Big@x.example'", "email = 'a b@x.example'", "email = 'x'"],
  area_not_its_own_parent: ["area", "parent_id = id"],
  election_round_number: ["election_round", "number = 0", "number = 10"],
  person_gender: ["person", "gender = 'F'"],
  person_not_merged_into_itself: ["person", "merged_into_id = id"],
  person_pair_ordered: ["person_pair", "second_id = first_id"],
  person_pair_decided: ["person_pair", "decision = 'later'", "decided_at = now(), decision = NULL"],
  person_merge_two: ["person_merge", "kept_id = merged_id"],
  person_merge_basis: ["person_merge", "basis = 'rumour'"],
  contest_turnout_counts: ["contest_turnout", "registered = -1", "voters = -1"],
  candidacy_correction_objects: ["candidacy_correction", "before = '[]'", "after = '[]'", "after = before"],
  public_channel_kind: ["public_channel", "kind = 'e-mail'"],
  public_channel_is_a_page: [
    "public_channel",
    "url = 'mailto:essai@example.org'",
    "url = 'http://example.org'",
    "url = 'https://essai@example.org/'",
    "url = 'https://example.org/?to=essai@example.org'",
    "url = 'https://localhost/'",
    "url = 'https://example.org/' || repeat('x', 500)",
  ],
  public_channel_has_source: ["public_channel", "source_title = ' '"],
  candidacy_panel: ["candidacy", "panel_number = 0"],
  candidacy_two_people: ["candidacy", "substitute_id = person_id"],
  nomination_kind: ["nomination", "kind = 'rumour'"],
  contender_named: ["contender", "person_id = NULL, label = NULL"],
  contender_votes: ["contender", "votes = -1"],
  result_says_something: ["result", "votes = NULL, share = NULL"],
  result_votes: ["result", "votes = -1, share = NULL", "votes = -1, share = 3"],
  result_share: ["result", "share = 100.001", "share = -1, votes = 3"],
  turnout_counts: [
    "turnout",
    "voters = -1",
    "spoilt = -1, blank_or_spoilt = NULL",
    "registered = -1, voters = NULL",
  ],
  turnout_blank_once: ["turnout", "blank = 1, blank_or_spoilt = 1", "spoilt = 1, blank_or_spoilt = 1"],
  organization_review: ["organization", "approved_at = now(), refused_at = now()"],
  organization_review_note_check: ["organization", "review_note = ''"],
  form_version_minimum: ["form_version", "minimum = 0"],
  form_version_score_check: ["form_version", "score = 'rank'"],
  form_version_groups_scored: ["form_version", "compares_groups = true"],
  form_version_required_level_check: ["form_version", "required_level = 'A1'"],
  form_limit_mails_per_week: ["form_limit", "mails_per_week = 4"],
  form_limit_reminders: ["form_limit", "reminders = 5"],
  form_version_published: [
    "form_version",
    "published_at = now(), hash = NULL",
    "published_at = NULL, hash = 'x'",
  ],
  engagement_position: ["engagement", "position = 0"],
  contact_email: ["contact", "value = 'two@x.example, three@x.example'", "value = '0612345678'"],
  contact_sourced: ["contact", "source = ''"],
  signature_level: ["signature", "level = 'A0'"],
  signature_revision: ["signature", "revision = 0"],
  answer_comment: ["answer", "comment = ''", "comment = repeat('a', 2001)"],
  answer_reservation_said: ["answer", "value = 'with_reservation', comment = NULL"],
  caller_assignment_of_one: ["caller_assignment", "area_id = NULL, candidacy_id = NULL"],
  candidacy_claim_accepted: ["candidacy_claim", "contact_id = (SELECT id FROM contact LIMIT 1)"],
  candidacy_claim_decided: ["candidacy_claim", "decided_at = now()", "email = NULL", "note = 'x'"],
  candidacy_claim_proof_check: ["candidacy_claim", "proof = 'rumour'"],
  candidacy_claim_verdict_check: [
    "candidacy_claim",
    "verdict = 'maybe', decided_at = now(), email = NULL, note = 'x'",
  ],
  contact_suggestion_channel_check: ["contact_suggestion", "channel = 'fax'"],
  contact_suggestion_decided: ["contact_suggestion", "decided_at = now()", "value = NULL"],
  contact_suggestion_source_check: ["contact_suggestion", "source = ''"],
  contact_suggestion_verdict_check: [
    "contact_suggestion",
    "verdict = 'maybe', decided_at = now(), value = NULL",
  ],
  draft_step_check: ["draft_step", "back = revision"],
  draft_step_check1: ["draft_step", "forward = revision"],
  draft_step_revision_check: ["draft_step", "revision = -1, back = NULL, forward = NULL"],
  draft_step_words_check: ["draft_step", "words = '[]'"],
  engagement_competence_check: ["engagement", "competence = 'magic'"],
  error_report_closed: ["error_report", "closed_at = now()", "note = 'x'", "state = 'corrected'"],
  error_report_state_check: ["error_report", "state = 'lost', closed_at = now(), note = 'x', email = NULL"],
  error_report_what_check: ["error_report", "what = ''", "what = repeat('a', 4001)"],
  invitation_reminder: ["invitation", "reminder = -1"],
  mailing_daily_limit: ["mailing", "daily_limit = 0"],
  mailing_hours: ["mailing", "from_hour = 9", "from_hour = 9, to_hour = 9", "from_hour = 9, to_hour = 25"],
  mailing_waits: ["mailing", "waits_for = 'moon'"],
  phone_call_back: ["phone_call", "outcome = 'call-back', settled_at = now()"],
  phone_call_outcome: ["phone_call", "outcome = 'sang', settled_at = now()"],
  phone_call_recorded: ["phone_call", "recorded_at = now()"],
  phone_call_settled: ["phone_call", "settled_at = now()"],
  preparation_made_for_check: ["preparation", "made_for = ''", "made_for = repeat('a', 121)"],
  preparation_named: [
    "preparation",
    "said_name = 'x', named_at = NULL",
    "said_name = NULL, named_at = now()",
  ],
  preparation_ready: ["preparation", "ready_at = now(), said_name = NULL, named_at = NULL"],
  preparation_said_name_check: ["preparation", "said_name = '', named_at = now()"],
  signing_draft_marks_check: ["signing_draft", "marks = '[]'"],
  import_plan_kind: ["import_plan", "kind = 'other'"],
  import_plan_state: ["import_plan", "state = 'lost', run_id = NULL"],
  import_plan_written: ["import_plan", "state = 'read'", "run_id = NULL"],
  ...RECORDED_CHECKS,
  published_file_hash_check: ["published_file", "hash = '1'"],
  published_file_size_check: ["published_file", "size = -1"],
  publication_state_manifest_hash_check: ["publication_state", "manifest_hash = '1'"],
  publication_state_id_check: ["publication_state", "id = 2"],
  decline_reason: ["decline", "reason = ''", "reason = repeat('a', 2001)"],
};

describe("CHECKs", () => {
  test("each has its breach below", async () => {
    const found = await breaches.rows<{ conname: string }>(
      "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace",
    );
    expect(found.map(({ conname }) => conname).sort()).toEqual(Object.keys(CHECKS).sort());
  });

  const all = Object.entries(CHECKS).flatMap(([name, [table, ...sets]]) =>
    sets.map((set) => [name, table, set]),
  );
  test.each(all)("%s: %s set %s", async (name = "", table = "", set = "") => {
    const one = `ctid = (SELECT min(ctid) FROM ${table})`;
    await breaches.holds(
      `UPDATE ${table} SET ${set} WHERE ${one}`,
      { code: "23514", by: name },
      `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
      [
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        // Its own row of the unique keys must not be what refuses.
        ...(table === "form_version" ? ["DROP INDEX form_version_one_draft"] : []),
      ],
    );
  });
});

test("unique keys: a copied row is refused by each of them", async () => {
  const keys = await breaches.rows<{
    tab: string;
    name: string;
    predicate: string | null;
    others: string[];
    columns: string;
    filled: string | null;
  }>(`
    SELECT i.indrelid::regclass::text AS tab, c.relname AS name, pg_get_expr(i.indpred, i.indrelid) AS predicate,
      ARRAY(SELECT o.indexrelid::regclass::text FROM pg_index o
        WHERE o.indrelid = i.indrelid AND o.indisunique AND o.indexrelid <> i.indexrelid) AS others,
      (SELECT string_agg(quote_ident(attname) || ' IS NOT NULL', ' AND ') FROM pg_attribute a
        WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int[])) AS filled,
      (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute a WHERE a.attrelid = i.indrelid
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('_prisma_migrations_pkey')`);
  expect(keys.length).toBeGreaterThan(75);
  const drop = (table: string, name: string) =>
    `DO $$ BEGIN ALTER TABLE ${table} DROP CONSTRAINT ${name} CASCADE;
      EXCEPTION WHEN undefined_object THEN DROP INDEX ${name}; END $$`;
  for (const { tab, name, predicate, others, columns, filled } of keys) {
    const copy = `INSERT INTO ${tab} (${columns}) SELECT ${columns} FROM ${tab} WHERE ${predicate ?? "true"}
      ORDER BY ${filled ?? "true"} DESC LIMIT 1`;
    const before = [`ALTER TABLE ${tab} DISABLE TRIGGER USER`, ...others.map((other) => drop(tab, other))];
    expect(
      await breaches.rows(`SELECT 1 FROM ${tab} WHERE ${predicate ?? "true"} LIMIT 1`),
      `${tab}: ${name}`,
    ).toHaveLength(1);
    await breaches.holds(copy, { code: "23505", by: name }, drop(tab, name), before);
  }
});

test("Restrict: nothing that is referred to can be deleted", async () => {
  const keys = await breaches.rows<{
    name: string;
    child: string;
    parent: string;
    own: string;
    theirs: string;
    others: string[];
  }>(`
    SELECT k.conname AS name, k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
      (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) AS own,
      (SELECT attname FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = k.confkey[1]) AS theirs,
      ARRAY(SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', o.conrelid::regclass, o.conname) FROM pg_constraint o
        WHERE o.confrelid = k.confrelid AND o.contype = 'f' AND o.oid <> k.oid) AS others
    FROM pg_constraint k WHERE k.contype = 'f' AND k.confdeltype = 'r' AND k.connamespace = 'public'::regnamespace`);
  expect(keys.length).toBeGreaterThanOrEqual(58);
  for (const { name, child, parent, own, theirs, others } of keys) {
    expect(
      await breaches.rows(`SELECT 1 FROM ${child} WHERE ${own} IS NOT NULL LIMIT 1`),
      `${child}.${own}`,
    ).toHaveLength(1);
    const breach = `DELETE FROM ${parent} WHERE ${theirs} = (SELECT ${own} FROM ${child} WHERE ${own} IS NOT NULL LIMIT 1)`;
    const fault = `ALTER TABLE ${child} DROP CONSTRAINT ${name}`;
    await breaches.holds(breach, { code: "23001", by: name }, fault, [
      `ALTER TABLE ${parent} DISABLE TRIGGER USER`,
      ...others,
    ]);
  }
});
