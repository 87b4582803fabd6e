import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import { testDatabase } from "@/lib/core/testing/database";
import { aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest, declineOf } from "../testing/contest";
import { changesDocument } from "./documents";
import { chartSvg } from "./ui/chart";

testDatabase();
beforeAll(() => buildAssets());

async function page(locale: "fr" | "en") {
  const params = Promise.resolve({ locale });
  const response = await document(changesDocument)(new Request(`http://localhost:3000/${locale}/changes`), {
    params,
  });
  const html = await response.text();
  return {
    html,
    text: html
      .replace(/<textarea.*?<\/textarea>/gs, " ")
      .replace(/<[^>]+>/g, " ")
      .replace(/[\s\u00a0]+/g, " "),
  };
}

describe("what just changed", () => {
  it("says so where nothing did", async () => {
    expect((await page("en")).text).toContain("Nothing is on record yet");
  });

  it("tells the newest days with facts, each with its figures, in the zone of the form", async () => {
    const { form, candidacies } = await aContest(4, { code: "78-21" });
    const [late, left, quiet, nominee] = candidacies;
    if (!form || !late || !left || !quiet || !nominee) throw new Error("no form");
    // Half past eleven in the evening of UTC is the next day in Paris.
    for (let day = 1; day < 10; day += 1) {
      await aSignature(db(), {
        versionId: form.version.id,
        candidacyId: late.id,
        signedAt: new Date(`2031-01-0${day}T23:30:00Z`),
      });
    }
    const { id } = await aSignature(db(), {
      versionId: form.version.id,
      candidacyId: left.id,
      signedAt: new Date("2031-01-09T10:00:00Z"),
    });
    const at = new Date("2031-01-09T12:00:00Z");
    await db().signatureEvent.create({
      data: { signatureId: id, kind: "withdrawn", at },
      select: { id: true },
    });
    await declineOf(form.id, quiet.id, false);
    await aNomination(db(), { candidacyId: nominee.id });
    const { html, text } = await page("fr");
    expect([...html.matchAll(/<section[^>]* id="d-(\d{4}-\d\d-\d\d)"/g)].map(([, day]) => day)).toEqual([
      "2031-01-10",
      "2031-01-09",
      "2031-01-08",
      "2031-01-07",
      "2031-01-06",
      "2031-01-05",
      "2031-01-04",
    ]);
    expect(text).toContain("a retiré sa signature");
    expect(text).not.toContain("a décliné");
    expect((await page("fr")).html).toBe(html);
  });
});

describe("its chart", () => {
  it("is one well-formed SVG with its credit and every figure, and runs nothing", () => {
    const svg = chartSvg({ title: "A <b> & c", credit: "Source: x" }, [
      { label: "1 <script>", value: 3, said: "3" },
      { label: "2", value: 0, said: "0" },
    ]);
    const texts: string[] = [];
    const parser = new SaxesParser();
    parser.on("text", (text) => texts.push(text));
    parser.on("opentag", ({ name }) => expect(["svg", "title", "rect", "text"]).toContain(name));
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(svg).close();
    expect(texts).toEqual(["A <b> & c", "A <b> & c", "1 <script>", "3", "2", "0", "Source: x"]);
  });
});
