import { expect, test, vi } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { anArea, anInvitation, aSignature } from "@/prisma/factories";
import { uncoveredFor } from "../campaign/queries";
import { languageOf } from "../contacts/queries";
import { aCampaign } from "../testing/campaign";
import { candidatesCsvDoor } from "./documents";

testDatabase();
const visitor = vi.hoisted(() => ({ ctx: null as Ctx | null }));
vi.mock("@/lib/core/auth/session", () => ({ memberCtx: async () => visitor.ctx }));

/** The public ids in the file of a view. */
async function fileOf(formId: string, search: string): Promise<readonly string[]> {
  const request = new Request(`http://localhost:3000/fr/desk/forms/${formId}/candidates/view.csv?${search}`);
  const answer = await candidatesCsvDoor(request, { params: Promise.resolve({ locale: "fr", id: formId }) });
  expect(answer.status).toBe(200);
  return (await answer.text())
    .split("\n")
    .slice(1)
    .flatMap((line) => line.split(";")[0] || []);
}

test("a file holds the view, the ticked rows, or all that the view matches", async () => {
  const { formId, candidacyIds, officer } = await aCampaign(3);
  visitor.ctx = officer;
  const tickets = await db().candidacy.findMany({
    where: { id: { in: [...candidacyIds] } },
    select: { publicId: true },
  });
  const [one = "", two = ""] = tickets.map(({ publicId }) => publicId);
  expect(await fileOf(formId, "")).toHaveLength(3);
  expect((await fileOf(formId, `rows=ticked&candidacies=${one}&candidacies=${two}`)).toSorted()).toEqual(
    [one, two].toSorted(),
  );
  expect(await fileOf(formId, "rows=ticked")).toEqual([]);
  const matching = encodeURIComponent("contact=no");
  expect(await fileOf(formId, `rows=ticked&candidacies=${one}&matching=${matching}`)).toEqual([]);
  const other = await aCampaign(1);
  const request = new Request(`http://localhost:3000/fr/desk/forms/${other.formId}/candidates/view.csv`);
  const params = Promise.resolve({ locale: "fr", id: other.formId });
  expect((await candidatesCsvDoor(request, { params })).status).toBe(404);
});

test("a person is written to in the language that she signed in, else in the one she was written to in", async () => {
  const { formId, organizationId, candidacyIds } = await aCampaign(2);
  const [signer = "", asked = ""] = candidacyIds;
  const who = (candidacyId: string) => ({ formId, candidacyId, role: "candidate" as const });
  expect(await languageOf(db(), who(asked))).toBe("fr");
  const { mailingId, id } = await anInvitation(db(), { formId, organizationId, candidacyId: asked });
  await db().mailing.update({ where: { id: mailingId }, data: { locale: "en" }, select: { id: true } });
  await db().invitation.update({ where: { id }, data: { handedAt: new Date() }, select: { id: true } });
  expect(await languageOf(db(), who(asked))).toBe("en");
  const { id: versionId } = await db().formVersion.findFirstOrThrow({
    where: { formId },
    select: { id: true },
  });
  await aSignature(db(), { versionId, candidacyId: signer, locale: "en" });
  expect(await languageOf(db(), who(signer))).toBe("en");
});

test("territories where nobody is known to stand are told to the form's NGOs alone", async () => {
  const { formId, officer } = await aCampaign(1);
  const { code, name } = await anArea(db());
  const found = await uncoveredFor(officer, formId);
  expect(found).toContainEqual({ code, name });
  const own = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: { election: { select: { ballots: { select: { area: { select: { code: true } } } } } } },
  });
  const taken = own.election.ballots.map(({ area }) => area.code);
  expect(found.filter((area) => taken.includes(area.code))).toEqual([]);
  const stranger = (await aCampaign(1)).officer;
  expect(await uncoveredFor(stranger, formId)).toEqual([]);
});
