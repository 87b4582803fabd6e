import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { markdownToText } from "@/lib/core/markdown";
import { draftInput } from "@/lib/forms/draft/schema";
import { readText } from "@/lib/forms/rules";
import { parseForm } from "@/lib/proof/verify/shapes";
import { aBallot, aCandidacy, aForm } from "@/prisma/factories";
import { publishAsIs } from "@/prisma/version-text";
import { demoSite } from "./visits";
import { onSite } from "./world";

const site = demoSite();
const hasPoppler = spawnSync("pdftotext", ["-v"]).status === 0;

/** How many pledges: 500 in the long run (`FIDELITY=500 npm run e2e -- fidelity`). */
const PLEDGES = Number(process.env.FIDELITY ?? 60);
const IN_ONE = 50;

const SCRIPTS: readonly (readonly [first: number, last: number])[] = [
  [0x61, 0x7a],
  [0xc0, 0x17f],
  [0x391, 0x3c9],
  // Letters that look like others, on purpose.
  [0x430, 0x44f],
  [0x5d0, 0x5ea],
  [0x627, 0x64a],
  [0x905, 0x939],
  [0xe01, 0xe2e],
  [0x4e00, 0x4eff],
  [0xac00, 0xacff],
  [0x1f600, 0x1f64f],
];
const SIGNS = [
  ",",
  ".",
  "’",
  "«",
  "»",
  "–",
  "…",
  "€",
  "½",
  "a\u0308",
  "e\u0301\u0323",
  "c\u0327",
  "(",
  ")",
  "ﬁ",
  "Å",
];

/** The same pledges in every run: a fault is found again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Words of one script or several, left to right and right to left side by side, up to so many signs. */
function pledge(random: () => number, longest: number): string {
  const pick = (below: number) => Math.floor(random() * below);
  let said = "";
  while (said.length < longest) {
    const [first = 0, last = 0] = SCRIPTS[pick(SCRIPTS.length)] ?? [];
    for (let n = 2 + pick(7); n > 0; n -= 1) said += String.fromCodePoint(first + pick(last - first + 1));
    said += random() < 0.3 ? `${SIGNS[pick(SIGNS.length)]} ` : " ";
  }
  return said
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();
}

const RIGHT_TO_LEFT = /[\u0590-\u06ff]/;

/** What pdftotext gives back: where writing goes right to left it orders signs by its own reckoning, and they are compared without order. */
const inPdf = (words: string) => {
  const signs = bare(words).replace(/\p{Cf}/gu, "");
  return RIGHT_TO_LEFT.test(signs) ? [...signs].sort().join("") : signs;
};

/** What stands in the PDF between the title of a pledge and the answer to it. */
function partOf(pdf: string, number: number): string {
  const [title, from] = [`${number}. Point ${number}`, pdf.indexOf(`${number}. Point ${number}\n`)];
  return pdf.slice(from + title.length, pdf.indexOf("Réponse", from));
}

const bare = (words: string) => words.normalize("NFC").replace(/\s+/g, "");

/** A published form of these pledges as its editor would have kept them, and a link to sign it. */
const asked = (pledges: readonly string[]) =>
  onSite(site, async () => {
    const form = await aForm(db(), { version: { engagements: pledges.length, isPublished: false } });
    const ids = form.version.engagementIds;
    const fields = ids.map((id, at) => {
      const said = { fr: pledges[at] ?? "", en: "" };
      return [id, { title: { fr: `Point ${at + 1}`, en: "" }, text: said, why: { fr: "", en: "" } }] as const;
    });
    const typed = draftInput.parse({
      ...{ formId: form.id, revision: "0", locale: "fr", intent: "save" },
      ...{ title: { fr: "", en: "" }, introduction: { fr: "", en: "" }, validity: { fr: "", en: "" } },
      engagements: Object.fromEntries(fields),
    });
    for (const [id, { title, text }] of Object.entries(typed.engagements))
      await db().engagement.update({
        where: { id },
        data: { title: readText(title), text: readText(text), why: {} },
        select: { id: true },
      });
    await publishAsIs(db(), form.version.id);
    const ballot = await aBallot(db(), { electionId: form.electionId });
    const { id: candidacyId } = await aCandidacy(db(), { ballotId: ballot.id });
    const who = { kind: "personal", formId: form.id, candidacyId, role: "candidate" } as const;
    const { id } = await db().link.create({ data: { ...who, tokenHash: "" }, select: { id: true } });
    await db().link.update({
      where: { id },
      data: { tokenHash: tokenHash(linkToken(id)) },
      select: { id: true },
    });
    const leaf = await db().logLeaf.findUniqueOrThrow({
      where: { versionId: form.version.id },
      select: { data: true },
    });
    return { token: linkToken(id), leaf: Buffer.from(leaf.data).toString("utf8") };
  });

/** Reads, accepts and signs; what the signing page showed of each pledge, and the signature's id. */
async function signed(page: Page, token: string): Promise<{ shown: readonly string[]; id: string }> {
  const link = `${site.url}/fr/sign/${token}`;
  await page.goto(`${link}/answers?theme=0`);
  await page.getByRole("button", { name: "Tout accepter" }).first().click();
  await page.goto(`${link}/confirm`);
  const shown = await page.locator("details .item .engagement").allTextContents();
  await page.getByRole("button", { name: "Je signe" }).click();
  await expect(page).toHaveURL(/\/done$/);
  return { shown, id: (await page.locator(".facts .num, dd .num, .num").first().textContent()) ?? "" };
}

/** The words of the sealed PDF as a reader copies them, without the foot of each page. */
async function wordsOf(page: Page, id: string): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), "signataires-words-")), "receipt.pdf");
  await expect
    .poll(async () => (await page.request.get(`${site.url}/fr/signatures/${id}/receipt.pdf`)).status(), {
      timeout: 60_000,
    })
    .toBe(200);
  const answer = await page.request.get(`${site.url}/fr/signatures/${id}/receipt.pdf`);
  writeFileSync(file, await answer.body());
  const words = execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"], { encoding: "utf8" });
  return words.replace(/^.* · version \d+ · \d+ \/ \d+$/gm, "");
}

test("bar 24: what is shown at signing is what the log holds and what the PDF says, in every script", async ({
  page,
}) => {
  test.setTimeout(60_000 + PLEDGES * 2000);
  const random = chance(24);
  const counts = { pages: 0, pdf: 0 };
  for (let first = 0; first < PLEDGES; first += IN_ONE) {
    // The first form is as long as the log takes: 48 kB of pledges.
    const longest = first === 0 ? 480 : 160;
    const pledges = Array.from({ length: Math.min(IN_ONE, PLEDGES - first) }, () => pledge(random, longest));
    const { token, leaf } = await asked(pledges);
    const logged = parseForm(leaf)?.text.themes.flatMap(({ engagements }) => engagements) ?? [];
    const { shown, id } = await signed(page, token);
    expect(shown.length).toBe(pledges.length);
    const pdf = hasPoppler ? await wordsOf(page, id) : "";
    for (const [at, words] of pledges.entries()) {
      const said = logged[at]?.text.fr ?? "";
      expect(bare(said)).toBe(bare(words));
      expect(bare(shown[at] ?? "")).toBe(bare(markdownToText(said)));
      counts.pages += 1;
      if (!hasPoppler) continue;
      expect(inPdf(partOf(pdf, at + 1))).toBe(inPdf(markdownToText(said)));
      counts.pdf += 1;
    }
  }
  console.log(`bar 24: ${counts.pages} of ${PLEDGES} alike in page and log, ${counts.pdf} in the PDF`);
});
