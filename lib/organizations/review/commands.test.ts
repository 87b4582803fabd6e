import { expect, test } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { organizationsFor } from "../queries";
import { inviteOrganization, reviewOrganization } from "./commands";
import { ngosFor } from "./queries";

testDatabase();

const INPUT = {
  organization: "Essai des droits",
  website: "",
  name: "Maud Verdier",
  email: "maud@essai.example",
};

test("an invited NGO has an owner who is written to, waits, and is approved or refused with a note", async () => {
  const operator = ctxOf(operatorActor(), await databaseNow());
  const made = await inviteOrganization(operator, INPUT);
  if (!made.ok) throw new Error(made.refusal);
  const { organizationId } = made.value;
  const row = async () => (await ngosFor(operator))?.find(({ id }) => id === organizationId);
  expect(await row()).toMatchObject({ standing: "waiting", owners: ["Maud Verdier (maud@essai.example)"] });
  expect(await db().mail.count({ where: { toAddress: INPUT.email, template: "member" } })).toBe(1);
  expect(await inviteOrganization(operator, INPUT)).toMatchObject({ refusal: "name-taken" });
  const about = { organizationId, note: "" };
  expect(await reviewOrganization(operator, { ...about, decision: "refuse" })).toMatchObject({
    refusal: "no-note",
  });
  await reviewOrganization(operator, { organizationId, decision: "refuse", note: "Qui êtes-vous ?" });
  expect(await row()).toMatchObject({ standing: "refused", note: "Qui êtes-vous ?" });
  const owner = ctxOf(memberActor({ organizationId }), await databaseNow());
  expect(await organizationsFor(owner)).toMatchObject([{ reviewNote: "Qui êtes-vous ?", approvedAt: null }]);
  const stranger = ctxOf(memberActor({ organizationId: crypto.randomUUID() }), await databaseNow());
  expect(await organizationsFor(stranger)).toEqual([]);
  await reviewOrganization(operator, { ...about, decision: "approve" });
  expect(await row()).toMatchObject({ standing: "approved", note: "" });
  expect(await db().auditEvent.count({ where: { action: "organizations.review" } })).toBe(2);
});

test("owners read no list of NGOs, and approve nobody", async () => {
  const owner = ctxOf(memberActor({ organizationId: crypto.randomUUID() }), await databaseNow());
  expect(await ngosFor(owner)).toBeNull();
  expect(await inviteOrganization(owner, INPUT)).toMatchObject({ refusal: "not-operator" });
});
