import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, aSignature } from "@/prisma/factories";
import { aSigner } from "../testing/signer";
import { badgeDoor } from "./documents";
import { linesOf } from "./rules";

testDatabase();

const badge = async (file: string) => {
  const answer = await badgeDoor(new Request(`https://engagements.example/badges/${file}`), {
    params: Promise.resolve({ file }),
  });
  return { status: answer.status, headers: answer.headers, svg: await answer.text() };
};
const wordsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)]
    .map(([, words]) => words)
    .join(" ")
    .replace(/\u00a0/g, " ");

async function signed() {
  const signer = await aSigner();
  const signature = await aSignature(db(), {
    versionId: signer.form.version.id,
    candidacyId: signer.candidacy.id,
    signedAt: new Date("2027-06-03T12:00:00Z"),
  });
  return { ...signer, signature };
}

test("N17: the badge says exactly which version was signed on what day, with the count, on any site", async () => {
  const { signature } = await signed();
  const { status, headers, svg } = await badge(`${signature.publicId}.svg`);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("image/svg+xml");
  expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(headers.get("cache-control")).toBe("public, max-age=60");
  expect(wordsOf(svg)).toMatch(
    /a signé la version 1 de « .+ » le 3 juin 2027 3 engagements sur 3 sans réserve/,
  );
  expect(svg).not.toMatch(/<script|<image|href=/);
  expect(wordsOf((await badge(`${signature.publicId}.en.svg`)).svg)).toContain("signed version 1 of");
});

test("N17: withdrawn, contested or not hers, it says that and no longer that it was signed", async () => {
  const { signature } = await signed();
  const at = (minute: number) => new Date(Date.UTC(2027, 5, 4, 12, minute));
  const event = (kind: "withdrawn" | "disputed" | "resolved", minute: number, said = {}) =>
    db().signatureEvent.create({
      data: { signatureId: signature.id, kind, at: at(minute), said },
      select: { id: true },
    });
  const now = async () => wordsOf((await badge(`${signature.publicId}.svg`)).svg);
  await event("disputed", 1, { ground: "never-signed" });
  expect(await now()).toContain("contestée");
  expect(await now()).not.toContain("a signé");
  await event("resolved", 2, { outcome: "stands" });
  expect(await now()).toContain("a signé la version 1");
  await event("disputed", 3);
  await event("resolved", 4, { outcome: "does-not-stand" });
  expect(await now()).toContain("n’est pas de cette personne");
  expect(await now()).not.toContain("a signé");
  const other = await signed();
  await db().signatureEvent.create({
    data: { signatureId: other.signature.id, kind: "withdrawn", at: at(1) },
    select: { id: true },
  });
  expect(wordsOf((await badge(`${other.signature.publicId}.svg`)).svg)).toContain(
    "a retiré le 4 juin 2027 sa signature",
  );
});

test("no name breaks the picture, and no address but a signature's has one", async () => {
  const form = await aForm(db());
  const { candidacy } = await aSigner({ form });
  const { personId } = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacy.id },
    select: { personId: true },
  });
  await db().person.update({
    where: { id: personId },
    data: { givenName: '<b>&"', familyName: "de la Tour d’Auvergne-Lauraguais-Montmorency-Luxembourg" },
    select: { id: true },
  });
  const { publicId } = await aSignature(db(), { versionId: form.version.id, candidacyId: candidacy.id });
  const { svg } = await badge(`${publicId}.svg`);
  expect(svg).toContain("&lt;b&gt;&amp;&quot;");
  for (const file of ["x.svg", `${publicId}.png`, `${publicId}.de.svg`, "../x.svg"])
    expect((await badge(file)).status).toBe(404);
  expect(linesOf("un deux trois", 8)).toEqual(["un deux", "trois"]);
});
