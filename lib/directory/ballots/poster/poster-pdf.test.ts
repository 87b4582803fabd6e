import { beforeAll, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { download } from "@/lib/core/download";
import { testDatabase } from "@/lib/core/testing/database";
import { aSignature, aUser } from "@/prisma/factories";
import { aContest } from "../../testing/contest";
import { cardFile, posterFile } from "./documents";

testDatabase();
let contest: Awaited<ReturnType<typeof aContest>>;

beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
  contest = await aContest(12);
  const { form, candidacies } = contest;
  await aSignature(db(), { versionId: form?.version.id ?? "", candidacyId: candidacies[1]?.id ?? "" });
});

async function asked(spec: typeof posterFile, area = "78-07") {
  const slug = contest.election.slug;
  const request = new Request(`http://localhost:3000/fr/elections/${slug}/${area}/poster.pdf`);
  const response = await download(spec)(request, { params: Promise.resolve({ locale: "fr", slug, area }) });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()).toString("latin1") };
}

it.each([
  ["an A4 poster", posterFile, "595.28 841.89"],
  ["an A6 card", cardFile, "297.64 419.53"],
] as const)("%s holds twelve candidacies on one page, and is the same twice", async (_, spec, size) => {
  const { status, bytes } = await asked(spec);
  expect(status).toBe(200);
  expect(bytes.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  expect(bytes).toContain(`/MediaBox [0 0 ${size}]`);
  expect((await asked(spec)).bytes).toBe(bytes);
});

it("is of no constituency that there is not", async () => {
  expect((await asked(posterFile, "99-99")).status).toBe(404);
});
