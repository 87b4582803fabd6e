import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { Breaches } from "@/lib/core/testing/breaches";
import { testDatabase } from "@/lib/core/testing/database";
import { everyTable, SIGNED } from "@/prisma/every-table";
import { aForm, aVersion } from "@/prisma/factories";

const database = testDatabase();
const breaches = new Breaches(database);
beforeAll(async () => {
  await everyTable(db());
  await breaches.rows(SIGNED);
});

const APPEND_ONLY = [
  ...[
    "answer",
    "audit_event",
    "author_event",
    "bounce",
    "candidacy_correction",
    "candidacy_event",
    "decline",
  ],
  ...["link_report", "nomination_event", "signature", "signature_event", "substitute_event"],
  ...["log_checkpoint", "log_cosignature", "log_key", "log_policy", "log_sealed", "statement"],
];
const NOTED = [
  ...["ballot", "candidacy", "election", "election_round", "person", "person_identifier", "person_merge"],
  ...["polling_date", "public_channel", "result", "turnout"],
];
const PUBLISHED = "a published form version never changes";
const COLUMN: Readonly<Record<string, string>> = {
  answer: "value",
  audit_event: "at",
  author_event: "at",
  log_checkpoint: "size",
  log_cosignature: "line",
  log_policy: "witnesses",
  log_sealed: "note",
  log_key: "vkey",
  statement: "body",
};
const touch = (table: string) => ({
  UPDATE: `UPDATE ${table} SET ${COLUMN[table] ?? "id"} = ${COLUMN[table] ?? "id"}`,
  DELETE: `DELETE FROM ${table}`,
  TRUNCATE: `TRUNCATE ${table} CASCADE`,
});

describe("triggers", () => {
  test("each is known here, and fires always: a session that plays the replica is refused too", async () => {
    const found = await breaches.rows<{ name: string; fires: string }>(
      `SELECT tgrelid::regclass || ' ' || tgname AS name, tgenabled AS fires FROM pg_trigger WHERE NOT tgisinternal
       -- What only marks pages for the press is held by lib/publication/marks.test.ts.
       AND tgrelid::regclass::text NOT LIKE 'graphile_worker.%' AND tgname NOT LIKE 'press\\_%'`,
    );
    const known = [
      ...APPEND_ONLY.flatMap((table) => [`${table} append_only`, `${table} append_only_all`]),
      ...["form_version", "theme", "engagement"].map((table) => `${table} published_is_final`),
      // These only take notes while an import runs; they protect nothing.
      ...NOTED.flatMap((table) => [`${table} import_created`, `${table} import_changed`]),
      ...["log_leaf log_leaf_kept", "log_leaf append_only_all"],
      ...["signature signs_published", "answer answers_own_version"],
      ...["form form_source", "form_area form_area_stays", "link link_is_asked"],
      ...["signature", "signature_event", "decline"].map((table) => `${table} no_preparing_link`),
      ...[
        "erasure_request erasure_needs_two",
        "contest_link erased_takes_nothing",
        "sealed_receipt erased_takes_nothing",
        "signature_event erased_is_the_end",
        "signature_event erased_is_whole",
        "signature_event erased_takes_passkeys",
      ],
      ...["transcription transcription_stays", "paper paper_needs_two"],
      "signature_event dispute_in_order",
      ...["quoted_statement", "attestation"].map((table) => `${table} confirmed_stays`),
    ];
    expect(found.map(({ name }) => name).sort()).toEqual(known.sort());
    const guards = found.filter(({ name }) => !name.includes(" import_"));
    expect(new Set(guards.map(({ fires }) => fires))).toEqual(new Set(["A"]));
  });

  test.each(APPEND_ONLY)("%s is append-only, for its owner and a replica as well", async (table) => {
    const refused = { code: "23001", by: `${table} is append-only` };
    const { UPDATE, DELETE, TRUNCATE } = touch(table);
    for (const replica of [[], ["SET LOCAL session_replication_role = replica"]]) {
      await breaches.holds(UPDATE, refused, `ALTER TABLE ${table} DISABLE TRIGGER append_only`, replica);
      const free = APPEND_ONLY.filter((other) => other !== table);
      const alone = free.map((other) => `ALTER TABLE ${other} DISABLE TRIGGER USER`);
      await breaches.holds(TRUNCATE, refused, `ALTER TABLE ${table} DISABLE TRIGGER append_only_all`, [
        ...replica,
        ...alone,
      ]);
      await breaches.undone(async () => {
        for (const sql of replica) await breaches.rows(sql);
        expect(await breaches.attempt(DELETE)).toEqual(refused);
      });
    }
  });

  const inPublished = "(SELECT id FROM form_version WHERE published_at IS NOT NULL LIMIT 1)";
  const inDraft = "(SELECT id FROM form_version WHERE published_at IS NULL LIMIT 1)";
  test.each([
    ["form_version", `UPDATE form_version SET title = '{}' WHERE id = ${inPublished}`],
    ["form_version", `UPDATE form_version SET published_at = NULL, hash = NULL WHERE id = ${inPublished}`],
    ["theme", `UPDATE theme SET title = '{}' WHERE version_id = ${inPublished}`],
    [
      "theme",
      `INSERT INTO theme (version_id, position, title) SELECT id, 99, '{}' FROM form_version WHERE id = ${inPublished}`,
    ],
    ["engagement", `UPDATE engagement SET text = '{}' WHERE version_id = ${inPublished}`],
    [
      "engagement",
      `UPDATE engagement SET version_id = ${inPublished}, position = position + 50 WHERE version_id = ${inDraft}`,
    ],
    [
      "engagement",
      `UPDATE engagement SET version_id = ${inDraft}, position = position + 50 WHERE version_id = ${inPublished}`,
    ],
  ])("a published version never changes: %s, %s", async (table, breach) => {
    const refused = { code: "23001", by: PUBLISHED };
    const fault = `ALTER TABLE ${table} DISABLE TRIGGER published_is_final`;
    // The other rules that a moved or unpublished row would break.
    const before = ["DROP INDEX form_version_one_draft", "DROP INDEX engagement_version_id_lineage_id_key"];
    await breaches.holds(breach, refused, fault, before);
    await breaches.holds(breach, refused, fault, [...before, "SET LOCAL session_replication_role = replica"]);
  });

  test("only a published version is signed, and only its own engagements are answered", async () => {
    const sign = `INSERT INTO signature (form_id, version_id, candidacy_id, person_id, role, locale, signed_at, revision)
      SELECT form_id, id, (SELECT candidacy_id FROM signature LIMIT 1), (SELECT person_id FROM signature LIMIT 1),
        'candidate', 'fr', now(), 77 FROM form_version WHERE id = ${inDraft}`;
    const unpublished = { code: "23001", by: "only a published version can be signed" };
    await breaches.holds(sign, unpublished, "ALTER TABLE signature DISABLE TRIGGER signs_published");
    const answer = `INSERT INTO answer (signature_id, engagement_id, value)
      SELECT (SELECT id FROM signature LIMIT 1), e.id, 'yes' FROM engagement e WHERE version_id = ${inDraft} LIMIT 1`;
    const foreign = { code: "23001", by: "an answer belongs to an engagement of the signed version" };
    await breaches.holds(answer, foreign, "ALTER TABLE answer DISABLE TRIGGER answers_own_version");
  });
});

test("a text cannot slip into a version while another connection publishes it", async () => {
  const form = await aForm(db(), { version: { isPublished: false } });
  const [versionId, rival] = [form.version.id, new pg.Client({ connectionString: database.url })];
  await rival.connect();
  await breaches.rows("BEGIN");
  await breaches.rows("UPDATE form_version SET published_at = now(), hash = 'x' WHERE id = $1", [versionId]);
  const late = rival
    .query("UPDATE engagement SET text = '{}' WHERE version_id = $1", [versionId])
    .catch(String);
  const waiting =
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  await expect.poll(async () => (await breaches.rows<{ n: number }>(waiting))[0]?.n).toBe(1);
  await breaches.rows("COMMIT");
  expect(await late).toContain(PUBLISHED);
  await rival.end();
});

describe("the role signataires_app", () => {
  test.each(APPEND_ONLY)("cannot update, delete or truncate %s", async (table) => {
    for (const [verb, sql] of Object.entries(touch(table))) {
      await breaches.undone(async () => {
        await breaches.rows("SET LOCAL ROLE signataires_app");
        expect(await breaches.attempt(sql)).toMatchObject({ code: "42501" });
        await breaches.rows("RESET ROLE");
        // The planted fault: with the grant given, it is no longer the grant that refuses.
        await breaches.rows(`GRANT ${verb} ON ALL TABLES IN SCHEMA public TO signataires_app`);
        await breaches.rows("SET LOCAL ROLE signataires_app");
        expect(await breaches.attempt(sql)).toMatchObject({ code: "23001" });
      });
    }
  });

  test.each([
    "TRUNCATE person CASCADE",
    "DROP TABLE signature",
    "ALTER TABLE signature DISABLE TRIGGER append_only",
    "DROP TRIGGER append_only ON signature",
    "SET session_replication_role = replica",
    "CREATE TABLE mine (id int)",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
  ])("cannot %s", async (sql) => {
    await breaches.undone(async () => {
      await breaches.rows("SET LOCAL ROLE signataires_app");
      expect(await breaches.attempt(sql)).toMatchObject({ code: "42501" });
    });
  });

  test("is what the application's own connections are", async () => {
    const [row] = await db().$queryRaw<{ current_user: string }[]>`SELECT current_user`;
    expect(row?.current_user).toBe("signataires_app");
    const draft = await aVersion(db(), { formId: (await aForm(db())).id, isPublished: false });
    await db().formVersion.delete({ where: { id: draft.id }, select: { id: true } });
  });
});
