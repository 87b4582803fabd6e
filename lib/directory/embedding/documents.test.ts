import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { type Door, document } from "@/lib/core/document";
import { testDatabase } from "@/lib/core/testing/database";
import { aSignature } from "@/prisma/factories";
import { aContest } from "../testing/contest";
import { builderDocument, candidateEmbed, constituencyEmbed, formEmbed } from "./documents";
import { oembedDoor } from "./oembed/documents";
import { targetOf } from "./rules";

testDatabase();
beforeAll(() => buildAssets());

const ORIGIN = "http://localhost:3000";

async function get(door: Door, address: string, params: Record<string, string> = {}) {
  const response = await door(new Request(`${ORIGIN}${address}`), {
    params: Promise.resolve({ locale: address.slice(1, 3), ...params }),
  });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

async function aSigned() {
  const contest = await aContest(3, { code: `78-${String(Math.floor(Math.random() * 90) + 10)}` });
  const [signer] = contest.candidacies;
  if (!contest.form || !signer) throw new Error("no form");
  await aSignature(db(), { versionId: contest.form.version.id, candidacyId: signer.id });
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: signer.id },
    select: { publicId: true },
  });
  return { ...contest, form: contest.form, publicId };
}

describe("a small document for other sites", () => {
  it("may be framed by anybody, runs nothing, sets no cookie, links to the whole page and is small", async () => {
    const { form, election, area, publicId } = await aSigned();
    const all = [
      await get(document(formEmbed), `/fr/embed/forms/${form.slug}`, { slug: form.slug }),
      await get(document(constituencyEmbed), `/en${`/embed/elections/${election.slug}/${area.code}`}`, {
        slug: election.slug,
        area: area.code,
      }),
      await get(document(candidateEmbed), `/fr/embed/candidates/${publicId}?theme=dark`, { id: publicId }),
    ];
    for (const { status, headers, html } of all) {
      expect(status).toBe(200);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors *");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("set-cookie")).toBeNull();
      expect(html).not.toMatch(/<script|style=|<form/);
      expect(html).toMatch(
        /<a href="http:\/\/localhost:3000\/(fr|en)\/[^"]+" target="_blank" rel="noopener"/,
      );
      expect(Buffer.byteLength(html)).toBeLessThan(8000);
    }
    expect(all[0]?.html).toMatch(/1.sur 3 candidatures a signé/);
    expect(all[1]?.html).toMatch(/10.of.10 engagements/);
    expect(all[2]?.html).toContain('<html lang="fr" class="dark">');
  });

  it("is the only one that may: the page where it is chosen may not be framed, and frames this site alone", async () => {
    const { form } = await aSigned();
    const page = encodeURIComponent(`/fr/forms/${form.slug}`);
    const { headers, html } = await get(
      document(builderDocument),
      `/fr/embed?page=${page}&lang=en&theme=dark`,
    );
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("frame-src 'self'");
    expect(html).toContain(`<iframe class="framed" src="${ORIGIN}/en/embed/forms/${form.slug}?theme=dark"`);
    expect(html).toContain("&lt;iframe src=");
    const lost = await get(document(formEmbed), "/fr/embed/forms/none", { slug: "none" });
    expect([
      lost.status,
      lost.headers.get("content-security-policy")?.includes("frame-ancestors 'none'"),
    ]).toEqual([404, true]);
    const wrong = await get(document(builderDocument), "/fr/embed?page=https%3A%2F%2Felsewhere.example%2F");
    expect(wrong.html).toContain("n’est pas celle d’un formulaire");
  });
});

/** Of the specification's answer of type "rich", what must be there: https://oembed.com section 2.3 */
const rich = z.strictObject({
  version: z.literal("1.0"),
  type: z.literal("rich"),
  title: z.string().min(1),
  provider_name: z.string(),
  provider_url: z.url(),
  cache_age: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  html: z.string().startsWith("<iframe "),
});

describe("oEmbed", () => {
  const ask = (query: Record<string, string>) =>
    oembedDoor(new Request(`${ORIGIN}/oembed?${new URLSearchParams(query)}`));

  it("answers for form, constituency and candidate within the size that is asked, as JSON and XML", async () => {
    const { form, election, area, publicId } = await aSigned();
    for (const path of [
      `/fr/forms/${form.slug}`,
      `/en/elections/${election.slug}/${area.code}`,
      `/fr/candidacies/${publicId}-any-name`,
    ]) {
      const response = await ask({ url: `${ORIGIN}${path}`, maxwidth: "400" });
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      const answer = rich.parse(await response.json());
      expect(answer.width).toBe(400);
      expect(answer.html).toContain(`${ORIGIN}${path.slice(0, 3)}/embed/`);
    }
    const response = await ask({ url: `${ORIGIN}/fr/forms/${form.slug}`, format: "xml" });
    expect(response.headers.get("content-type")).toContain("text/xml");
    const names: string[] = [];
    const parser = new SaxesParser();
    parser.on("opentag", ({ name }) => names.push(name));
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(await response.text()).close();
    expect(names).toEqual(expect.arrayContaining(["oembed", ...Object.keys(rich.shape)]));
  });

  it("refuses other sites, other pages and other formats", async () => {
    const { form } = await aSigned();
    expect((await ask({ url: `https://elsewhere.example/fr/forms/${form.slug}` })).status).toBe(404);
    expect((await ask({ url: `${ORIGIN}/fr/legal` })).status).toBe(404);
    expect((await ask({ url: `${ORIGIN}/fr/forms/none` })).status).toBe(404);
    expect((await ask({})).status).toBe(404);
    expect((await ask({ url: `${ORIGIN}/fr/forms/${form.slug}`, format: "yaml" })).status).toBe(501);
  });
});

describe("the address of a page", () => {
  it("is read with and without its host, and nothing else is", () => {
    expect(targetOf("/fr/forms/x", ORIGIN)?.kind).toBe("form");
    expect(targetOf(" http://localhost:3000/en/elections/e/2A-01/?form=y#top ", ORIGIN)?.params).toEqual({
      slug: "e",
      area: "2A-01",
    });
    for (const bad of [
      "",
      "//elsewhere.example/fr/forms/x",
      "javascript:alert(1)",
      "/xx/forms/x",
      "/fr/forms/x/versions/1",
      "http://[",
      "/fr/elections/e/%00",
    ])
      expect([bad, targetOf(bad, ORIGIN)]).toEqual([bad, null]);
  });
});
