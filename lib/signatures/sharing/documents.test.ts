import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { download } from "@/lib/core/download";
import { configuredOrigin } from "@/lib/core/origin";
import { testDatabase } from "@/lib/core/testing/database";
import { aPerson, aSignature } from "@/prisma/factories";
import { get } from "../testing/doors";
import { erased } from "../testing/erasures";
import { aSigner } from "../testing/signer";
import { imageFile, squareFile } from "./documents";
import { sharedSignature } from "./queries";

testDatabase();
beforeAll(buildAssets);

async function signed() {
  const signer = await aSigner();
  const { id: versionId } = signer.form.version;
  const answerAt = { 3: { value: "no" } } as const;
  const signature = await aSignature(db(), { versionId, candidacyId: signer.candidacy.id, answerAt });
  return { ...signer, signature };
}

const image = (id: string) =>
  download(imageFile)(new Request(`${configuredOrigin()}/fr/signatures/${id}/image.png`), {
    params: Promise.resolve({ locale: "fr", id }),
  });

test("the image of a signature is a PNG of 1200 by 630 that any site may show", async () => {
  const { signature } = await signed();
  const answer = await image(signature.publicId);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect([width, height]).toEqual([1200, 630]);
});

test("the square image is 1080 by 1080", async () => {
  const { signature } = await signed();
  const answer = await download(squareFile)(new Request(`${configuredOrigin()}/fr/x`), {
    params: Promise.resolve({ locale: "fr", id: signature.publicId }),
  });
  const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect([width, height]).toEqual([1080, 1080]);
});

test("law: it says what stands now: a change, a withdrawal, an erasure are in it from then on", async () => {
  const { signature, form, candidacy } = await signed();
  expect(await sharedSignature(signature.publicId)).toMatchObject({ status: "partly", yes: 2, total: 3 });
  const later = await aSignature(db(), { versionId: form.version.id, candidacyId: candidacy.id });
  expect(await sharedSignature(signature.publicId)).toMatchObject({ status: "signed", yes: 3 });
  await db().signatureEvent.create({
    data: { signatureId: later.id, kind: "withdrawn", at: new Date() },
    select: { id: true },
  });
  expect(await sharedSignature(signature.publicId)).toMatchObject({ status: "withdrawn" });
  expect((await image(signature.publicId)).status).toBe(200);
  await erased(later.id);
  expect((await image(signature.publicId)).status).toBe(410);
});

test.each([
  "x",
  "",
  "../../etc",
  "'; drop table",
  "z".repeat(500),
])("no signature is called %j", async (id) => {
  expect((await image(id)).status).toBe(404);
});

test("law: nobody is prompted to share under election silence, by the clock of the area", async () => {
  const { token, candidacy } = await signed();
  const { election, areaId } = await db().ballot.findUniqueOrThrow({
    where: { id: candidacy.ballotId },
    select: { areaId: true, election: { select: { id: true, rounds: { select: { id: true } } } } },
  });
  const roundId = election.rounds[0]?.id ?? "";
  // Tomorrow's poll: its eve is today, where the day has begun.
  await db()
    .$executeRaw`UPDATE election_round SET polling_date = (signataires_now() AT TIME ZONE 'Europe/Paris')::date + 1 WHERE id = ${roundId}::uuid`;
  const silent = await get(token, "done");
  expect(silent.html).not.toContain("image.png");
  expect(silent.html).not.toContain("data-share");
  expect(silent.text).toContain("la loi demande le silence");
  // The same poll is a day later there.
  await db().$executeRaw`INSERT INTO polling_date (round_id, area_id, polling_date, closes_at, time_zone)
    SELECT ${roundId}::uuid, ${areaId}::uuid, (signataires_now() AT TIME ZONE 'Pacific/Honolulu')::date + 2, '20:00', 'Pacific/Honolulu'`;
  expect((await get(token, "done")).html).toContain("image.png");
});

test("the receipt page hands out the text, the image and the public page; nothing of it once withdrawn", async () => {
  const { token, signature, candidacy } = await signed();
  const page = await get(token, "done");
  expect(page.html).toContain(`/fr/signatures/${signature.publicId}/image.png`);
  expect(page.text).toContain("J’ai signé 2 engagements sur 3");
  expect(page.html).toContain(`${configuredOrigin()}/fr/candidacies/${candidacy.publicId}-`);
  await db().signatureEvent.create({
    data: { signatureId: signature.id, kind: "withdrawn", at: new Date() },
    select: { id: true },
  });
  expect((await get(token, "done")).html).not.toContain("image.png");
  expect(await aPerson(db())).toBeTruthy();
});
