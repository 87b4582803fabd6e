import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { configuredOrigin } from "@/lib/core/origin";
import { testDatabase } from "@/lib/core/testing/database";
import { checksum, get, hidden, POST, post } from "../testing/doors";
import { aSigner } from "../testing/signer";

const database = testDatabase();
beforeAll(buildAssets);

const FORM = "application/x-www-form-urlencoded";

/** A post as no page of ours would send it. */
async function posted(
  token: string,
  page: string,
  headers: Record<string, string>,
  body = "",
): Promise<Response> {
  const request = new Request(`${configuredOrigin()}/fr/sign/${token}/${page}`, {
    method: "POST",
    headers,
    body,
  });
  const response = await POST[page]?.(request, { params: Promise.resolve({ locale: "fr", token }) });
  if (!response) throw new Error("there is no such door");
  return response;
}

test("bar 55: the press after the limit is told 429 and when to come back; no forged header helps, no other link suffers", async () => {
  const { token } = await aSigner();
  await post(token, "accept-all");
  const fields = hidden((await get(token, "confirm")).html);
  const stale = { ...fields, revision: "9" };
  const press = (from: number) =>
    posted(
      token,
      "confirm",
      { origin: configuredOrigin(), "content-type": FORM, "x-forwarded-for": `192.0.2.${from}` },
      new URLSearchParams(stale).toString(),
    );
  const statuses: number[] = [];
  for (let at = 0; at < 30; at += 1) statuses.push((await press(at)).status);
  expect(new Set(statuses)).toEqual(new Set([409]));
  const refused = await press(200);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await get(token, "confirm")).status).toBe(200);
  const other = await aSigner();
  await post(other.token, "accept-all");
  const signed = await post(other.token, "confirm", hidden((await get(other.token, "confirm")).html));
  expect(signed.status).toBe(303);
});

test("bar 50: posts from elsewhere, or that are no form, change nothing", async () => {
  const { token } = await aSigner();
  const own = { origin: configuredOrigin(), "content-type": FORM };
  const foreign: readonly [number, Record<string, string>, string?][] = [
    [403, { "content-type": FORM }],
    [403, { ...own, origin: "https://elsewhere.example" }],
    [403, { ...own, origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" }],
    [403, { ...own, "sec-fetch-site": "cross-site" }],
    [400, { ...own, "content-type": "text/plain" }],
    [400, { ...own, "content-type": "multipart/form-data; boundary=x" }, "--x--"],
    [400, own, `reason=${"x".repeat(300_000)}`],
  ];
  const before = await checksum(database.url);
  for (const page of Object.keys(POST))
    for (const [status, headers, body] of foreign)
      expect([page, (await posted(token, page, headers, body)).status]).toEqual([page, status]);
  expect(await checksum(database.url)).toBe(before);
});

test("a post to a link that opens nothing says so, with the way back, and changes nothing", async () => {
  const before = await checksum(database.url);
  for (const page of Object.keys(POST)) {
    const { status, text } = await post("a".repeat(43), page);
    expect([page, status]).toEqual([page, 404]);
    expect(text).toContain("Ce lien n’ouvre rien");
  }
  expect(await checksum(database.url)).toBe(before);
});

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("yes", "no", "1", "-1", "\0"),
);
const names = fc.oneof(
  fc.constantFrom("theme", "hash", "revision", "key", "locale", "reason", "isPublic", "answersHash"),
  fc.constantFrom(
    "answers",
    "answers.x.value",
    "answers.__proto__.value",
    "__proto__.isPublic",
    "constructor",
  ),
  fc.constantFrom("role", "level", "candidacyId", "linkId", "hash.not", "revision.gt"),
  fc.string({ maxLength: 20 }),
);

test(
  "bars 41, 44: no field, however made, is a failure of ours or signs anything",
  { timeout: 60_000 },
  async () => {
    const pages = ["answers", "confirm", "withdraw", "decline", "review", "prepare", "revoke"];
    const { form } = await aSigner();
    const signedBefore = await db().signature.count();
    const hostile = fc.asyncProperty(
      fc.constantFrom(...pages),
      fc.array(fc.tuple(names, words), { maxLength: 8 }),
      async (page, fields) => {
        const { token } = await aSigner({ form });
        const body = new URLSearchParams(fields).toString();
        const response = await posted(
          token,
          page,
          { origin: configuredOrigin(), "content-type": FORM },
          body,
        );
        expect(response.status).toBeLessThan(500);
        if (page === "confirm") expect(response.status).toBe(422);
      },
    );
    await fc.assert(hostile, { numRuns: 150 });
    expect(await db().signature.count()).toBe(signedBefore);
  },
);
