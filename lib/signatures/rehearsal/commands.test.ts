import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/core/db";
import { anyoneActor, ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, aMembership, aUser } from "@/prisma/factories";
import { answersHash } from "../rules";
import { acceptRehearsed, endRehearsal, saveRehearsed, signRehearsed, startRehearsal } from "./commands";
import { rehearsalToken, rehearsedSigning } from "./queries";

testDatabase();
const now = new Date("2030-05-01T10:00:00Z");
const anyone = () => ctxOf(anyoneActor(), now);

async function anOfficer() {
  const form = await aForm(db());
  const user = await aUser(db());
  await aMembership(db(), { userId: user.id, organizationId: form.organizationId, role: "editor" });
  const memberships = [{ organizationId: form.organizationId, role: "editor" as const }];
  return { form, ctx: ctxOf(memberActor({ userId: user.id, memberships }), now) };
}

/** The tables that a rehearsal may write: its own, and the internal journal. */
const OWN = new Set(["rehearsal", "rehearsal_person", "audit_event", "rate_limit"]);

/** One number for each other table: whatever a public page, file, feed, count or search is made of. */
async function allElse(): Promise<string> {
  const { rows } = await pool().query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const sums = rows.flatMap(({ name }) =>
    OWN.has(name)
      ? []
      : [`SELECT '${name}' AS t, count(*), sum(hashtextextended(x::text, 0)) AS s FROM "${name}" x`],
  );
  const all = await pool().query(sums.join(" UNION ALL "));
  return JSON.stringify(all.rows);
}

async function firstToken(formId: string): Promise<string> {
  const where = { rehearsal: { formId }, position: 1 };
  const { id } = await db().rehearsalPerson.findFirstOrThrow({ where, select: { id: true } });
  return rehearsalToken(id);
}

test("a rehearsal, from its start to a signature and its end, changes nothing but its own tables", async () => {
  const { form, ctx } = await anOfficer();
  const before = await allElse();
  expect(await startRehearsal(ctx, { formId: form.id })).toMatchObject({ ok: true });
  expect(await startRehearsal(ctx, { formId: form.id })).toMatchObject({ ok: true });
  expect(await db().rehearsalPerson.count()).toBe(3);
  const token = await firstToken(form.id);
  const signing = () => rehearsedSigning(token, "fr", now);
  const ids = form.version.engagementIds;
  const [first = ""] = ids;
  const given = { token, theme: 1, answers: { [first]: { value: "with_reservation" as const } } };
  expect(await saveRehearsed(anyone(), given)).toMatchObject({ refusal: "missing" });
  const sign = async () => {
    const hash = answersHash(ids, (await signing())?.answers ?? {});
    const shown = { token, hash, answersHash: hash, revision: 1, key: "k".repeat(16), locale: "fr" as const };
    return signRehearsed(anyone(), shown);
  };
  expect(await sign()).toMatchObject({ refusal: "incomplete" });
  expect(await acceptRehearsed(anyone(), { token })).toMatchObject({ ok: true });
  expect(await sign()).toMatchObject({ ok: true });
  expect((await signing())?.signature?.signedAt).toEqual(now);
  expect(await allElse()).toBe(before);
  expect(await endRehearsal(ctx, { formId: form.id })).toMatchObject({ ok: true });
  expect([await db().rehearsal.count(), await db().rehearsalPerson.count()]).toEqual([0, 0]);
  expect(await signing()).toBeNull();
  expect(await acceptRehearsed(anyone(), { token })).toMatchObject({ refusal: "not-rehearsed" });
  expect(await allElse()).toBe(before);
});

test("nobody reads a rehearsal but its own pages, the desk's, and the form's words for them", () => {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|testing\//.test(path),
  );
  const readers = files.filter((path) =>
    /\brehearsal(Person)?\.(find|count|update|delete|create)|rehearsal_person|versionToRehearse\(/.test(
      readFileSync(`lib/${path}`, "utf8"),
    ),
  );
  expect(readers.toSorted()).toEqual([
    "forms/queries.ts",
    "outreach/kit/queries.ts",
    "outreach/rehearsal/commands.ts",
    "outreach/rehearsal/queries.ts",
    "signatures/rehearsal/commands.ts",
    "signatures/rehearsal/queries.ts",
  ]);
});
