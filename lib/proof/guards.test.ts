import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { Breaches } from "@/lib/core/testing/breaches";
import { testDatabase } from "@/lib/core/testing/database";
import { everyTable, SIGNED } from "@/prisma/every-table";

// The database itself keeps the log, whatever the application does (proof.md, "Store, sign, witness").

const breaches = new Breaches(testDatabase());
beforeAll(async () => {
  await everyTable(db());
  await breaches.rows(SIGNED);
});

const LAST = "id = (SELECT max(id) FROM log_leaf)";

describe("the log only grows, for its owner and a replica as well", () => {
  const grown = { code: "23001", by: "the log only grows" };
  test.each([
    ["a leaf's words", `UPDATE log_leaf SET data = '{"b":1}' WHERE ${LAST}`, grown],
    ["an index given twice", "UPDATE log_leaf SET index = index + 7 WHERE index IS NOT NULL", grown],
    ["an index and words at once", `UPDATE log_leaf SET index = 9, data = '{"b":1}' WHERE ${LAST}`, grown],
    ["an index taken back", "UPDATE log_leaf SET index = NULL WHERE index IS NOT NULL", grown],
    [
      "a leaf gone",
      "DELETE FROM log_leaf WHERE version_id IS NULL AND id NOT IN (SELECT leaf_id FROM statement)",
      grown,
    ],
    [
      "a leaf with an index of its own",
      "INSERT INTO log_leaf (index, data) VALUES (77, '{\"x\":1}')",
      { code: "23001", by: "a leaf is queued without an index" },
    ],
  ])("%s", async (_name, breach, said) => {
    const fault = "ALTER TABLE log_leaf DISABLE TRIGGER log_leaf_kept";
    // A leaf without a statement, for the row that deletes one.
    const before = ["INSERT INTO log_leaf (data) VALUES ('{\"alone\":1}')"];
    await breaches.holds(breach, said, fault, before);
    await breaches.holds(breach, said, fault, [...before, "SET LOCAL session_replication_role = replica"]);
  });

  test("while the signer refuses, nothing enters", async () => {
    const halted = ["UPDATE log_state SET halted_at = now(), reason = 'rolled-back'"];
    const leaf = "INSERT INTO log_leaf (data) VALUES ('{\"late\":1}')";
    const said = { code: "SG001", by: "the log is halted" };
    await breaches.holds(leaf, said, "ALTER TABLE log_leaf DISABLE TRIGGER log_leaf_kept", halted);
  });
});

const refused: Readonly<Record<string, readonly string[]>> = {
  signataires_app: [
    "UPDATE log_leaf SET index = 5 WHERE index IS NULL",
    "UPDATE log_leaf SET data = data",
    "DELETE FROM log_leaf",
    "TRUNCATE log_leaf CASCADE",
    "INSERT INTO log_leaf (index, data) VALUES (5, '{}')",
    "INSERT INTO log_leaf (id, data) VALUES (5, '{}')",
    "INSERT INTO log_tile (level, index, hashes) VALUES (0, 1, sha256('1'))",
    "UPDATE log_tile SET hashes = hashes",
    "DELETE FROM log_tile",
    "INSERT INTO log_checkpoint (size, root, note) VALUES (2, sha256('1'), 'note')",
    "INSERT INTO log_key (vkey) VALUES ('another')",
    "INSERT INTO log_policy (witnesses) VALUES (E'quorum none\\n')",
    "INSERT INTO log_cosignature (size, vkey, seconds, line) VALUES (1, 'w', 1, '— w x')",
    "INSERT INTO log_sealed (size, note) VALUES (1, 'note')",
    "UPDATE log_state SET halted_at = NULL, reason = NULL",
    "UPDATE statement SET body = '{}'",
    "SET LOCAL ROLE signataires_signer",
  ],
  signataires_signer: [
    "INSERT INTO log_leaf (data) VALUES ('{}')",
    "UPDATE log_leaf SET data = data",
    "DELETE FROM log_leaf",
    "DELETE FROM log_tile",
    "DELETE FROM log_checkpoint",
    "UPDATE log_cosignature SET line = line",
    "DELETE FROM log_sealed",
    "SELECT body FROM statement",
    "SELECT value FROM contact",
    "UPDATE signature SET level = 'A5'",
    "SET LOCAL ROLE signataires_app",
  ],
};

test.each(
  Object.entries(refused).flatMap(([role, all]) => all.map((sql) => [role, sql])),
)("%s may not: %s", async (role = "", sql = "") => {
  await breaches.undone(async () => {
    // A session whose own user is the role, so that it cannot go back to another.
    await breaches.rows(`SET LOCAL SESSION AUTHORIZATION ${role}`);
    expect(await breaches.attempt(sql)).toMatchObject({ code: "42501" });
  });
});
