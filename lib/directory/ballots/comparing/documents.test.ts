import { beforeAll, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aSignature, aUser } from "@/prisma/factories";
import { aContest } from "../../testing/contest";
import { read } from "../../testing/visit";

testDatabase();
let contest: Awaited<ReturnType<typeof aContest>>;

beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
  contest = await aContest(3);
});

it("has nothing to compare where nobody has answered", async () => {
  expect((await read(`/fr${contest.at}/compare`)).status).toBe(404);
});

it("shows each engagement with who answered what, in the neutral order, and holds no form that could be sent", async () => {
  const { form, candidacies } = contest;
  await aSignature(db(), { versionId: form?.version.id ?? "", candidacyId: candidacies[1]?.id ?? "" });
  const { html, text, headers } = await read(`/fr${contest.at}/compare`);
  expect(html.match(/<fieldset class="match"/g)).toHaveLength(10);
  expect(html).not.toMatch(/<form/);
  expect(html).toContain('data-answer="yes" data-who="2"');
  expect(html).toContain('data-answer="" data-who="1 3"');
  expect(text).toContain("Rien ne quitte votre appareil");
  expect(text).toContain("Sans script, comparez à la main");
  expect(headers.get("content-security-policy")).toContain("connect-src 'none'");
  const order = [...html.matchAll(/data-candidate="(\d)"/g)].map(([, number]) => number);
  expect(order).toEqual(["1", "2", "3"]);
  expect(html).toContain('href="#mine"');
});
