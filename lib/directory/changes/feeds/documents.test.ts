import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import type { DownloadSpec } from "@/lib/core/download";
import { frameOf } from "@/lib/core/frame";
import type { Locale } from "@/lib/core/i18n/locale";
import { testDatabase } from "@/lib/core/testing/database";
import { anOrganization, aSignature, aVersion } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest, declineOf, PLANTED_BIRTH } from "../../testing/contest";
import { ballotFeed, electionFeed, formFeed, organizationFeed, siteFeed } from "./documents";

testDatabase();

async function made(spec: DownloadSpec, params: Record<string, string>, locale: Locale = "fr") {
  const frame = await frameOf(locale, "");
  const file = await spec.load({ locale, params, search: new URLSearchParams(), frame });
  return file && typeof file !== "string" ? String(file.body) : null;
}

const atom = async (spec: DownloadSpec, params: Record<string, string>, locale: Locale = "fr") =>
  parseAtomFeed((await made(spec, params, locale)) ?? "");

async function aTold() {
  const contest = await aContest(5, { code: `78-${String(Math.floor(Math.random() * 90) + 10)}` });
  const { form, candidacies, election, area } = contest;
  const [signer, leaver, refuser, nominee] = candidacies;
  if (!form || !signer || !leaver || !refuser || !nominee) throw new Error("no form");
  const signed = await aSignature(db(), { versionId: form.version.id, candidacyId: signer.id });
  const left = await aSignature(db(), { versionId: form.version.id, candidacyId: leaver.id });
  const at = new Date(Date.now() + 1000);
  await db().signatureEvent.create({
    data: { signatureId: left.id, kind: "withdrawn", at },
    select: { id: true },
  });
  await declineOf(form.id, refuser.id, true);
  const party = await anOrganization(db(), {
    kind: "party",
    name: `Parti <des & "guillemets"> ${area.code}`,
  });
  await aNomination(db(), { candidacyId: nominee.id, organizationId: party.id });
  const { slug } = await db().organization.findUniqueOrThrow({
    where: { id: party.id },
    select: { slug: true },
  });
  const ngo = await db().organization.findUniqueOrThrow({
    where: { id: form.organizationId },
    select: { slug: true },
  });
  return {
    ...contest,
    form,
    signed,
    party: slug,
    ngo: ngo.slug,
    params: { slug: election.slug, area: area.code },
  };
}

describe("a feed", () => {
  it("lists what was signed, withdrawn, declined, nominated and published, by names that stay", async () => {
    const told = await aTold();
    const feed = await atom(ballotFeed.atom, told.params);
    const titles = titlesOf(feed);
    for (const said of [
      "a signé les 10 engagements",
      "a retiré sa signature",
      "a décliné publiquement",
      "est investi",
      "version 1 publiée",
    ])
      expect(titles.filter((title) => title.includes(said)).length, said).toBeGreaterThan(0);
    const ids = (feed.entries ?? []).map(({ id }) => id ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^tag:localhost,\d{4}-\d{2}-\d{2}:(signatures|candidacies|forms)\//);
    for (const { links, updated } of feed.entries ?? []) {
      expect(links?.[0]?.href).toMatch(/^http:\/\/localhost:3000\/fr\//);
      expect(Number.isNaN(Date.parse(String(updated)))).toBe(false);
    }
    expect(feed.updated).toBe(feed.entries?.[0]?.updated);
    expect(await made(ballotFeed.atom, told.params)).toBe(await made(ballotFeed.atom, told.params));
  });

  it("is the same as JSON Feed, in both languages, and stands for form, election, party, NGO and the site", async () => {
    const told = await aTold();
    const all = [
      [formFeed, { slug: told.form.slug }, 4],
      [electionFeed, { slug: told.election.slug }, 6],
      [organizationFeed, { slug: told.party }, 1],
      [organizationFeed, { slug: told.ngo }, 5],
      [siteFeed, {}, 6],
    ] as const;
    for (const [spec, params, least] of all) {
      for (const locale of ["fr", "en"] as const) {
        const parsed = parseJsonFeed((await made(spec.json, params, locale)) ?? "");
        const feed = await atom(spec.atom, params, locale);
        expect(parsed.items?.length).toBeGreaterThanOrEqual(least);
        expect(parsed.items?.map(({ id }) => id)).toEqual(feed.entries?.map(({ id }) => id));
        expect(parsed.items?.map(({ title }) => title)).toEqual(titlesOf(feed));
      }
    }
  });

  it("of another contest tells nothing of this one, and what is unknown is a 404", async () => {
    const told = await aTold();
    const other = await aContest(2, { code: "12-01" });
    const feed = await atom(ballotFeed.atom, { slug: other.election.slug, area: "12-01" });
    expect(JSON.stringify(feed)).not.toContain(told.signed.publicId);
    expect(await made(ballotFeed.atom, { slug: "none", area: "12-01" })).toBeNull();
    expect(await made(formFeed.json, { slug: told.form.id })).toBeNull();
  });

  it("never holds a private decline, an erased signature, a birth date or an id of the database", async () => {
    const { form, candidacies, params } = await aTold();
    const [, , , , quiet] = candidacies;
    await declineOf(form.id, quiet?.id ?? "", false);
    const body = (await made(ballotFeed.atom, params)) ?? "";
    const person = await db().person.findUniqueOrThrow({
      where: { id: quiet?.person.id ?? "" },
      select: { familyName: true },
    });
    expect(body).not.toContain(person.familyName);
    expect(body).not.toContain(PLANTED_BIRTH.toISOString().slice(0, 10));
    expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it("tells of a later version, first of all", async () => {
    const { form } = await aTold();
    await aVersion(db(), { formId: form.id });
    const feed = await atom(formFeed.atom, { slug: form.slug }, "en");
    expect(titlesOf(feed).some((title) => title.includes("version 2 published"))).toBe(true);
  });
});

/** Titles as readers see them: the library writes them as HTML. */
function titlesOf(feed: Awaited<ReturnType<typeof atom>>): string[] {
  const html = (feed.entries ?? []).map(({ title }) => title?.value ?? "");
  return html.map((one) =>
    one.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
  );
}
