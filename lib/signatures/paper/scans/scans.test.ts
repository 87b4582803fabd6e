import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { keptFile } from "@/lib/core/files";
import { testDatabase } from "@/lib/core/testing/database";
import { anOffice, aPhoto, received, scanned } from "../../testing/papers";
import { coverPage, receivePaper, setPaperAside } from "../commands";
import { paperFor } from "../queries";

testDatabase();

const NOW = new Date(Date.now() + 5 * 86_400_000);
const COVER = { x: 10, y: 80, width: 50, height: 15 };

describe("scans", () => {
  test("what is kept and what is public carry neither place nor camera, and black stays black", async () => {
    const office = await anOffice(1, NOW);
    const [maud] = office.ctxs;
    if (!maud) throw new Error("nobody");
    const paperId = await received(office);
    for (const position of [1, 2]) await coverPage(maud, { paperId, position, covers: [COVER] });
    const pages = (await paperFor(maud, office.form.id, paperId))?.pages ?? [];
    expect(pages).toHaveLength(2);
    for (const { hash, publicHash } of pages) {
      for (const name of [hash, publicHash ?? ""]) {
        const meta = await sharp(await readFile(keptFile(name))).metadata();
        expect(meta).toMatchObject({ format: "jpeg", width: 600, height: 800 });
        expect([meta.exif, meta.xmp, meta.icc]).toEqual([undefined, undefined, undefined]);
      }
      const { data, info } = await sharp(await readFile(keptFile(publicHash ?? "")))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const at = (Math.round(0.88 * info.height) * info.width + Math.round(0.3 * info.width)) * info.channels;
      expect([...data.subarray(at, at + 3)].every((value) => value < 8)).toBe(true);
    }
  });

  test.each([
    [
      "a drawing with a script",
      "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
      "not-a-scan",
    ],
    ["a page", "<!DOCTYPE html><script>alert(1)</script>", "not-a-scan"],
    ["a PDF that breaks off", "%PDF-1.7\n1 0 obj", "not-a-scan"],
    ["a picture that breaks off", "\xff\xd8\xff\xe0\x00\x10JFIF", "broken-image"],
  ])("%s is refused", async (_name, bytes, refusal) => {
    const office = await anOffice(1, NOW);
    const [maud] = office.ctxs;
    if (!maud) throw new Error("nobody");
    const file = new File([Buffer.from(bytes, "latin1")], "scan.jpg");
    expect(await receivePaper(maud, await scanned(office, [file]))).toMatchObject({
      refusal,
      detail: { page: 1 },
    });
    expect(await db().paper.count({ where: { formId: office.form.id } })).toBe(0);
  });

  test("a picture of 40,000 pixels a side is refused before it is unpacked", async () => {
    const office = await anOffice(1, NOW);
    const [maud] = office.ctxs;
    if (!maud) throw new Error("nobody");
    const bomb = await sharp({ create: { width: 40_000, height: 4000, channels: 3, background: "#fff" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const file = new File([new Uint8Array(bomb)], "bomb.png");
    expect(await receivePaper(maud, await scanned(office, [file]))).toMatchObject({
      refusal: "broken-image",
    });
  });

  test("the same scan is received once, unless the first was set aside", async () => {
    const office = await anOffice(1, NOW);
    const [maud] = office.ctxs;
    if (!maud) throw new Error("nobody");
    const files = [await aPhoto()];
    const first = await receivePaper(maud, await scanned(office, files));
    if (!first.ok) throw new Error(first.refusal);
    expect(await receivePaper(maud, await scanned(office, files))).toMatchObject({ refusal: "same-scan" });
    await setPaperAside(maud, { paperId: first.value.paperId, reason: "Autre personne" });
    expect(await receivePaper(maud, await scanned(office, files))).toMatchObject({ ok: true });
  });
});
