import { expect, test, vi } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { anyoneActor, ctxOf } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { needsSetup } from "../queries";
import { setUp } from "./commands";
import { setupDocument, setupForm } from "./documents";
import { setupInput } from "./schema";

vi.mock("@/lib/core/assets", () => ({ asset: (name: string) => `/assets/${name}` }));

testDatabase();

const words = {
  name: " Inès  Carvalho ",
  email: "Ines@Garanties.example",
  organization: "Garanties & Cie",
  website: "https://garanties.example",
  replyTo: "campagne@garanties.example",
};
const at = "http://localhost:3000/fr/setup";
const params = { params: Promise.resolve({ locale: "fr" }) };
const post = (fields: Record<string, string>) =>
  form(setupForm)(
    new Request(at, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "null" },
      body: new URLSearchParams(fields).toString(),
    }),
    params,
  );
const get = () => document(setupDocument)(new Request(at), params);

test("the wizard keeps what was typed and names each wrong field", async () => {
  expect((await get()).status).toBe(200);
  const answer = await post({ ...words, email: "nobody", replyTo: "" });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('href="#f-email"');
  expect(page).toContain('href="#f-replyTo"');
  expect(page).toContain('value="Garanties &amp; Cie"');
  expect(await db().user.count()).toBe(0);
});

test("of twenty first visitors at once, one becomes operator and owner; then there is no wizard any more", async () => {
  expect(await needsSetup()).toBe(true);
  const ctx = ctxOf(anyoneActor(), await databaseNow());
  const visitors = Array.from({ length: 20 }, (_, n) =>
    setupInput.parse({
      ...words,
      email: `visitor${n}@garanties.example`,
      organization: `NGO ${n}`,
      locale: "fr",
    }),
  );
  const answers = await Promise.all(visitors.map((input) => setUp(ctx, input)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const [user, ...others] = await db().user.findMany({
    select: { isOperator: true, memberships: { select: { role: true } } },
  });
  expect([user, others]).toEqual([{ isOperator: true, memberships: [{ role: "owner" }] }, []]);
  expect(await db().organization.count()).toBe(1);
  expect(await db().mail.findMany({ select: { template: true } })).toEqual([{ template: "login" }]);
  expect(await needsSetup()).toBe(false);
  expect((await get()).status).toBe(404);
  expect((await post(words)).status).toBe(404);
  expect(await db().user.count()).toBe(1);
});

test("names are trimmed, hostile ones refused", () => {
  expect(setupInput.parse({ ...words, locale: "fr" })).toMatchObject({
    name: "Inès Carvalho",
    email: "ines@garanties.example",
  });
  for (const organization of ["", "  ", "a\u202eb", "<b>x</b>", "x".repeat(121), "a\u0000"])
    expect(setupInput.safeParse({ ...words, locale: "fr", organization }).success).toBe(false);
  for (const website of ["javascript:alert(1)", "ftp://a.example", "https://user@a.example", "a.example"])
    expect(setupInput.safeParse({ ...words, locale: "fr", website }).success).toBe(false);
});
