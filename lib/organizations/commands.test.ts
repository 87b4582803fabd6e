import { expect, test } from "vitest";
import { createSession, ctxOfSession } from "@/lib/core/auth/session";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import type { Role } from "@/prisma/client/enums";
import { aMembership, anOrganization, aUser } from "@/prisma/factories";
import { changeRole, describeOrganization, inviteMember, removeMember } from "./commands";
import { memberMail, membersFor } from "./queries";

testDatabase();

async function anNgo() {
  const { id: organizationId } = await anOrganization(db());
  const join = async (role: Role) => {
    const { id: userId } = await aUser(db());
    await aMembership(db(), { userId, organizationId, role });
    return { userId, ctx: ctxOf(memberActor({ userId, organizationId, role }), await databaseNow()) };
  };
  return { organizationId, join };
}

test("an owner invites; the person has an account, a role and a mail, and cannot be invited twice", async () => {
  const { organizationId, join } = await anNgo();
  const { ctx } = await join("owner");
  const input = {
    organizationId,
    name: "Noé Lantier",
    email: "noe@garanties.example",
    role: "editor" as const,
  };
  const answers = await Promise.all([inviteMember(ctx, input), inviteMember(ctx, input)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const rows = await membersFor(ctx, organizationId);
  expect(rows.filter(({ email }) => email === input.email)).toHaveLength(1);
  const [mail] = await db().mail.findMany({
    where: { template: "member" },
    select: { data: true, toAddress: true },
  });
  expect(mail?.toAddress).toBe(input.email);
  const userId = rows.find(({ email }) => email === input.email)?.userId ?? "";
  expect(mail?.data).toEqual({ userId, organizationId });
  expect(await memberMail(userId, organizationId)).toMatchObject({ name: "Noé Lantier", role: "editor" });
});

test("editors, callers, viewers, owners of another NGO and the operator manage nobody", async () => {
  const { organizationId, join } = await anNgo();
  const { userId } = await join("owner");
  const now = await databaseNow();
  const others = [
    (await join("editor")).ctx,
    (await join("caller")).ctx,
    (await join("viewer")).ctx,
    ctxOf(memberActor({ organizationId: (await anOrganization(db())).id }), now),
    ctxOf(operatorActor(), now),
  ];
  for (const ctx of others) {
    const one = { organizationId, userId };
    const invited = { organizationId, name: "X", email: "x@x.example", role: "owner" as const };
    const words = { organizationId, name: "X", website: "", phone: "", replyTo: "x@x.example" };
    expect(await changeRole(ctx, { ...one, role: "viewer" })).toMatchObject({ refusal: "not-yours" });
    expect(await removeMember(ctx, one)).toMatchObject({ refusal: "not-yours" });
    expect(await inviteMember(ctx, invited)).toMatchObject({ refusal: "not-yours" });
    expect(await describeOrganization(ctx, words)).toMatchObject({ refusal: "not-yours" });
  }
  expect(await membersFor(others[3] ?? ctxOf(operatorActor(), now), organizationId)).toEqual([]);
});

test("the last owner stays, even when two owners unseat each other at once", async () => {
  const { organizationId, join } = await anNgo();
  const [a, b] = [await join("owner"), await join("owner")];
  const answers = await Promise.all([
    removeMember(a.ctx, { organizationId, userId: b.userId }),
    changeRole(b.ctx, { organizationId, userId: a.userId, role: "viewer" }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().membership.count({ where: { organizationId, role: "owner" } })).toBe(1);
});

test("a change of role ends the person's sessions on all devices and is in the journal", async () => {
  const { organizationId, join } = await anNgo();
  const { ctx } = await join("owner");
  const { userId } = await join("editor");
  const now = await databaseNow();
  const tokens = await db().$transaction(async (tx) => [
    await createSession(tx, userId, now),
    await createSession(tx, userId, now),
  ]);
  expect(await changeRole(ctx, { organizationId, userId, role: "viewer" })).toMatchObject({ ok: true });
  for (const token of tokens) expect(await ctxOfSession(token)).toBeNull();
  const acts = await db().auditEvent.findMany({
    where: { organizationId, action: "organizations.change-role" },
    select: { before: true, after: true },
  });
  expect(acts).toEqual([{ before: { role: "editor" }, after: { role: "viewer" } }]);
  expect(await removeMember(ctx, { organizationId, userId })).toMatchObject({ ok: true });
  expect(await removeMember(ctx, { organizationId, userId })).toMatchObject({ refusal: "gone" });
});
