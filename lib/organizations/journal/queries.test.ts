import { expect, test } from "vitest";
import { record } from "@/lib/audit/commands";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, anElection, anOrganization, aUser } from "@/prisma/factories";
import { journalFor, wholeJournalFor } from "./queries";
import { journalQuery } from "./schema";

testDatabase();
const all = journalQuery.parse({});

async function anNgo(role: "owner" | "viewer" = "owner") {
  const { id: organizationId } = await anOrganization(db());
  const { id: userId } = await aUser(db(), { name: "Maud Verdier" });
  const ctx = ctxOf(memberActor({ userId, organizationId, role }), await databaseNow());
  return { organizationId, ctx };
}

test("an NGO reads its own acts and those on its forms, the latest first; the operator reads all, others nothing", async () => {
  const [own, other] = [await anNgo(), await anNgo()];
  const { id: electionId } = await anElection(db());
  const form = await aForm(db(), { electionId, organizationId: own.organizationId });
  const about = { kind: "form", id: form.id };
  await db().$transaction(async (tx) => {
    await record(tx, own.ctx, { action: "forms.publish", subject: about, after: { number: 1 } });
    const subject = { kind: "user", id: "x" };
    const { organizationId } = own;
    await record(tx, own.ctx, {
      action: "organizations.invite",
      subject,
      organizationId,
      after: { role: "caller" },
    });
    await record(tx, other.ctx, {
      ...{ action: "organizations.remove", subject },
      organizationId: other.organizationId,
    });
  });
  const told = await journalFor(own.ctx, all, "fr");
  expect(told?.entries.map(({ act }) => act)).toEqual(["organizations.invite", "forms.publish"]);
  expect(told?.entries[0]).toMatchObject({
    name: "Maud Verdier",
    changes: [{ field: "role", after: "caller" }],
  });
  expect(told?.entries[1]?.subject).toBeTruthy();
  expect((await journalFor(own.ctx, journalQuery.parse({ room: "forms" }), "fr"))?.entries).toHaveLength(1);
  expect((await journalFor(other.ctx, all, "fr"))?.entries.map(({ act }) => act)).toEqual([
    "organizations.remove",
  ]);
  expect(await wholeJournalFor(own.ctx, all, "fr")).toBeNull();
  const operator = memberActor({ userId: (await aUser(db())).id, isOperator: true });
  const whole = await wholeJournalFor(ctxOf(operator, await databaseNow()), all, "fr");
  expect(whole?.entries.map(({ act }) => act)).toEqual([
    "organizations.remove",
    "organizations.invite",
    "forms.publish",
  ]);
});

test("who only looks on reads what was done, without before and after", async () => {
  const { ctx, organizationId } = await anNgo("viewer");
  await db().$transaction((tx) =>
    record(tx, ctx, {
      ...{ action: "organizations.invite", organizationId, after: { role: "caller" } },
      subject: { kind: "user", id: "x" },
    }),
  );
  expect((await journalFor(ctx, all, "fr"))?.entries).toMatchObject([{ changes: [] }]);
});
