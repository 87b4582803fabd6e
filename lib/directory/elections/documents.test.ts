import { beforeAll, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aBallot, aCandidacy, aForm, anArea, aSignature, aUser } from "@/prisma/factories";
import { aContest } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

it("a form for all counts whom its local variant asks in its place, on every page that counts it", async () => {
  const { form, election, department, candidacies } = await aContest(3, { code: "44-01" });
  const [signer] = candidacies;
  if (!form || !signer) throw new Error("no form");
  await aSignature(db(), { versionId: form.version.id, candidacyId: signer.id });
  const words = { code: "44-02", name: "2e circonscription", parentId: department.id };
  const { id: areaId } = await anArea(db(), words);
  const { id: ballotId } = await aBallot(db(), { electionId: election.id, areaId });
  const local = [await aCandidacy(db(), { ballotId }), await aCandidacy(db(), { ballotId })];
  const variant = await aForm(db(), {
    electionId: election.id,
    sourceVersionId: form.version.id,
    areas: { create: { areaId } },
  });
  const at = `/fr/elections/${election.slug}`;
  const seats = (text: string) => text.match(/\d\/\d/g);
  expect(seats((await read(at)).text)).toEqual(["1/3", "0/2"]);
  for (const { id } of local) await aSignature(db(), { versionId: variant.version.id, candidacyId: id });
  const page = await read(at);
  expect(seats(page.text)).toEqual(["1/3", "2/2"]);
  expect(page.text).toContain("Là où une variante locale");
  expect(page.text).toMatch(/5 candidatures/);
  const own = await read(`${at}?form=${variant.slug}`);
  expect(seats(own.text)).toEqual(["0/3", "2/2"]);
  expect(own.text).not.toContain("Là où une variante locale");
  const place = await read(`/fr/places/fr-department/44?election=${election.slug}`);
  expect(place.text).toMatch(/2\/2|2 candidat·es sur 2|Les deux/);
});
