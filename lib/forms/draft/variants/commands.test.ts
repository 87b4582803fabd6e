import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, db, pool } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicFormsAsking } from "@/lib/directory/queries";
import { everybodyOf } from "@/lib/outreach/mailings/audience/queries";
import { aBallot, aCandidacy, aForm, aLink, anArea, anElection, aUser } from "@/prisma/factories";
import { publicHeirs } from "../../queries";
import { publish } from "../commands";
import { deskFormFor, funnelFor } from "../queries";
import { createVariant } from "./commands";
import { overlapping } from "./rules";

testDatabase();

/** A form for an election in two departments of two constituencies each, a candidacy in each. */
async function aCountry(codes: readonly [string, string]) {
  const election = await anElection(db());
  const form = await aForm(db(), { electionId: election.id });
  const seats: { code: string; ballotId: string; candidacyId: string }[] = [];
  for (const department of codes) {
    const scheme = "fr-department";
    const parent = await anArea(db(), { scheme, code: department, level: "department" });
    for (const number of ["01", "02"]) {
      const code = `${department}-${number}`;
      const area = await anArea(db(), { code, parentId: parent.id });
      const ballot = await aBallot(db(), { electionId: election.id, areaId: area.id });
      const candidacy = await aCandidacy(db(), { ballotId: ballot.id });
      seats.push({ code, ballotId: ballot.id, candidacyId: candidacy.id });
    }
  }
  const { organizationId } = form;
  const { id: userId } = await aUser(db());
  const ctx = ctxOf(memberActor({ userId, organizationId, role: "editor" }), await databaseNow());
  const vary = (areas: readonly string[]) =>
    createVariant(ctx, { formId: form.id, organizationId, areas: [...areas] });
  return { form, ctx, seats, vary };
}

async function varied(country: Awaited<ReturnType<typeof aCountry>>, areas: readonly string[]) {
  const answer = await country.vary(areas);
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value.formId;
}

const published = (ctx: Ctx, formId: string) => publish(ctx, { formId, revision: 0, locale: "fr" });
const asked = async (formId: string) =>
  new Set((await everybodyOf(formId, "invitation")).map(({ candidacyId }) => candidacyId));

test("once published, a variant is asked and shown in its areas instead of the form for all; a draft changes nothing", async () => {
  const country = await aCountry(["A1", "A2"]);
  const { form, ctx, seats } = country;
  const id = await varied(country, ["A1", "A2-02"]);
  expect(await asked(form.id)).toEqual(new Set(seats.map(({ candidacyId }) => candidacyId)));
  expect(await published(ctx, id)).toMatchObject({ ok: true });
  const local = seats.filter(({ code }) => code !== "A2-01");
  expect(await asked(id)).toEqual(new Set(local.map(({ candidacyId }) => candidacyId)));
  expect(await asked(form.id)).toEqual(new Set([seats[2]?.candidacyId]));
  for (const { code, ballotId } of seats) {
    const forms = await publicFormsAsking(ballotId);
    expect(forms.map((one) => one.id)).toEqual([code === "A2-01" ? form.id : id]);
  }
  const variant = await deskFormFor(ctx, id);
  expect(variant?.areas).toHaveLength(2);
  expect(variant && (await funnelFor(ctx, variant)).candidacies).toBe(3);
  expect(await publicHeirs(form.id)).toMatchObject([{ areas: variant?.areas }]);
});

test("overlapping variants, unknown codes and a variant of a variant are refused", async () => {
  const country = await aCountry(["B1", "B2"]);
  const { ctx, form } = country;
  expect(await country.vary(["B1", "ZZ9"])).toMatchObject({ refusal: "no-area", detail: { code: "ZZ9" } });
  expect(await country.vary(["B1", "B1-02"])).toMatchObject({ refusal: "overlap" });
  const [first, second] = [await varied(country, ["B1-01"]), await varied(country, ["B1"])];
  expect(await published(ctx, first)).toMatchObject({ ok: true });
  expect(await published(ctx, second)).toMatchObject({ refusal: "overlap" });
  expect(await country.vary(["B1"])).toMatchObject({ refusal: "overlap" });
  expect(await country.vary(["B1-02"])).toMatchObject({ ok: true });
  const { organizationId } = form;
  const again = { formId: first, organizationId, areas: ["B1-01"] };
  expect(await createVariant(ctx, again)).toMatchObject({ refusal: "variant-of-variant" });
});

test("nobody's text changes on the way: a variant is not published where somebody was asked already", async () => {
  const country = await aCountry(["C1", "C2"]);
  const { ctx, form, seats } = country;
  const id = await varied(country, ["C1"]);
  await aLink(db(), { formId: form.id, candidacyId: seats[0]?.candidacyId ?? "" });
  expect(await published(ctx, id)).toMatchObject({ refusal: "already-asked" });
  const other = await varied(country, ["C2"]);
  expect(await published(ctx, other)).toMatchObject({ ok: true });
  const elsewhere = aLink(db(), { formId: form.id, candidacyId: seats[2]?.candidacyId ?? "" });
  await expect(elsewhere).rejects.toThrow("asks other areas");
  await expect(pool().query("DELETE FROM form_area WHERE form_id = $1", [other])).rejects.toThrow(
    "never change",
  );
});

test("an area overlaps itself, what holds it and what it holds, and not its neighbour", () => {
  const place = (id: string, parentId: string | null = null) => ({ id, code: id, parentId });
  const inside = place("d-1", "d");
  expect(overlapping([inside], [place("d-1", "d")])?.id).toBe("d-1");
  expect(overlapping([inside], [place("d")])?.id).toBe("d-1");
  expect(overlapping([place("d")], [inside])?.id).toBe("d");
  expect(overlapping([place("d"), inside], [])?.id).toBe("d-1");
  expect(overlapping([inside], [place("d-2", "d")])).toBeNull();
});
