import jsonld from "jsonld";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest, PLANTED_BIRTH } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(() => buildAssets());

const S = "http://schema.org/";

/** As schema.org's own context has them: terms of its vocabulary, of which these hold addresses. */
const CONTEXT = {
  "@vocab": S,
  ...Object.fromEntries(
    ["url", "license", "contentUrl", "actionStatus"].map((term) => [
      term,
      { "@id": `${S}${term}`, "@type": "@id" },
    ]),
  ),
  ...Object.fromEntries(
    ["datePublished", "dateModified", "startTime", "endTime"].map((term) => [
      term,
      { "@id": `${S}${term}`, "@type": `${S}DateTime` },
    ]),
  ),
};

async function documentLoader(documentUrl: string) {
  if (documentUrl !== "https://schema.org") throw new Error(`nothing is fetched: ${documentUrl}`);
  return { documentUrl, document: { "@context": CONTEXT } };
}

const things = z.array(
  z.looseObject({ "@type": z.array(z.string()).optional(), "@id": z.string().optional() }),
);

/** The things of a page by type, as another processor reads them. */
async function thingsAt(address: string) {
  const { html, status } = await read(address);
  expect([address, status]).toEqual([address, 200]);
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  expect(blocks).toHaveLength(1);
  const expanded = things.parse(await jsonld.expand(JSON.parse(blocks[0]?.[1] ?? ""), { documentLoader }));
  const all = expanded.flatMap((one) => ("@graph" in one ? things.parse(one["@graph"]) : [one]));
  for (const thing of all)
    for (const key of Object.keys(thing)) expect(key.startsWith("@") || key.startsWith(S), key).toBe(true);
  return (type: string) => all.filter((thing) => thing["@type"]?.includes(`${S}${type}`));
}

const value = (thing: Record<string, unknown> | undefined, term: string): unknown => {
  const [first] = z.array(z.looseObject({})).parse(thing?.[`${S}${term}`] ?? []);
  return first?.["@value"] ?? first?.["@id"];
};

describe("structured data", () => {
  it("names the candidate, her party and each signature with the version that she signed", async () => {
    const { form, candidacies } = await aContest(2, { code: "78-11" });
    const [signer, silent] = candidacies;
    if (!form || !signer || !silent) throw new Error("no form");
    await db().person.update({
      where: { id: signer.person.id },
      data: { familyName: "</script><b>" },
      select: { id: true },
    });
    const signature = await aSignature(db(), { versionId: form.version.id, candidacyId: signer.id });
    await aNomination(db(), { candidacyId: signer.id });
    const ticket = await db().candidacy.findUniqueOrThrow({
      where: { id: signer.id },
      select: { publicId: true, person: { select: { publicId: true, givenName: true } } },
    });
    const { headers } = await read(`/fr/candidacies/${ticket.publicId}`);
    const at = await thingsAt(headers.get("location") ?? "");
    const [person] = at("Person");
    expect(value(person, "familyName")).toBe("</script><b>");
    expect(person?.["@id"]).toBe(`http://localhost:3000/fr/people/${ticket.person.publicId}`);
    expect(person?.[`${S}affiliation`]).toHaveLength(1);
    const [act] = at("EndorseAction");
    expect(value(act, "agent")).toBe(person?.["@id"]);
    expect(value(act, "object")).toBe(`http://localhost:3000/fr/forms/${form.slug}/versions/1`);
    expect(value(act, "actionStatus")).toBe("https://schema.org/CompletedActionStatus");
    expect(act?.["@id"]).toContain(signature.publicId);
    expect(JSON.stringify(at("Person"))).not.toContain(PLANTED_BIRTH.toISOString().slice(0, 10));
  });

  it("says of a withdrawn signature when it ended, and nothing of who signed nothing", async () => {
    const { form, candidacies } = await aContest(2, { code: "78-12" });
    const [leaver, silent] = candidacies;
    if (!form || !leaver || !silent) throw new Error("no form");
    const { id } = await aSignature(db(), { versionId: form.version.id, candidacyId: leaver.id });
    const at = new Date(Date.now() + 1000);
    await db().signatureEvent.create({
      data: { signatureId: id, kind: "withdrawn", at },
      select: { id: true },
    });
    for (const [candidacy, acts] of [
      [leaver, 1],
      [silent, 0],
    ] as const) {
      const { publicId } = await db().candidacy.findUniqueOrThrow({
        where: { id: candidacy.id },
        select: { publicId: true },
      });
      const { headers } = await read(`/en/candidacies/${publicId}`);
      const found = (await thingsAt(headers.get("location") ?? ""))("EndorseAction");
      expect(found).toHaveLength(acts);
      if (acts) expect(value(found[0], "endTime")).toBe(at.toISOString());
    }
  });

  it("gives a form, its version and the election with their words, hash, licence and files", async () => {
    const { form, election } = await aContest(1, { code: "78-13" });
    const ofForm = await thingsAt(`/fr/forms/${form?.slug}`);
    const ofVersion = await thingsAt(`/en/forms/${form?.slug}/versions/1`);
    const ofElection = await thingsAt(`/en/elections/${election.slug}`);
    expect(ofForm("CreativeWork")[0]?.["@id"]).toBe(ofVersion("CreativeWork")[0]?.["@id"]);
    for (const [work] of [ofForm("CreativeWork"), ofVersion("CreativeWork")])
      for (const term of ["name", "datePublished", "version", "author", "identifier", "url"])
        expect(work?.[`${S}${term}`], term).toBeDefined();
    expect(String(value(ofVersion("CreativeWork")[0], "text")).length).toBeGreaterThan(100);
    for (const [data] of [ofForm("Dataset"), ofElection("Dataset")])
      for (const term of ["name", "description", "license", "creator", "distribution"])
        expect(data?.[`${S}${term}`], term).toBeDefined();
  });
});
