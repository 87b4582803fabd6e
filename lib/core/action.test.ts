import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { aUser } from "@/prisma/factories";
import { action } from "./action";
import { createSession } from "./auth/session";
import { databaseNow, db } from "./db";
import { done, type Result, refuse } from "./result";
import { testDatabase } from "./testing/database";

const [sent, jar] = [new Headers(), new Map<string, string>()];
vi.mock("next/headers", () => ({
  headers: async () => sent,
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
}));

testDatabase();

let ran = 0;
const input = z.strictObject({ title: z.strictObject({ fr: z.string().min(1, "forms.errors.text") }) });
const rename = action(input, async (_ctx, { title }): Promise<Result<string, "taken">> => {
  ran += 1;
  return title.fr === "taken" ? refuse("taken", { by: "Garanties" }) : done(title.fr);
});

function typed(fr: string): FormData {
  const data = new FormData();
  data.set("$ACTION_ID_x", "1");
  data.set("title.fr", fr);
  return data;
}

async function signIn(): Promise<void> {
  const { id } = await aUser(db());
  const now = await databaseNow();
  jar.set("signataires-session", await db().$transaction((tx) => createSession(tx, id, now)));
}

beforeEach(async () => {
  ran = 0;
  for (const name of [...sent.keys()]) sent.delete(name);
  sent.set("origin", "http://localhost:3000");
  await signIn();
});

test("from our own page, signed in: the command runs on the parsed fields", async () => {
  expect(await rename({ kind: "idle" }, typed("Dix"))).toEqual({ kind: "done", value: "Dix" });
});

test.each([
  ["no Origin", {}],
  ["a null Origin", { origin: "null" }],
  ["another Origin", { origin: "https://evil.example" }],
  [
    "another Origin that forges the host",
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  ],
  ["another Origin that forges Host too", { origin: "https://evil.example", host: "evil.example" }],
  ["our Origin, fetched across sites", { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" }],
  ["our Origin, from a sister site", { origin: "http://localhost:3000", "sec-fetch-site": "same-site" }],
])("%s: nothing runs", async (_name, headers) => {
  sent.delete("origin");
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  const values = { "title.fr": "Dix" };
  expect(await rename({ kind: "idle" }, typed("Dix"))).toEqual({
    kind: "refused",
    refusal: "foreign-origin",
    values,
  });
  expect(ran).toBe(0);
});

test("signed out, or signed in no more: nothing runs, and what was typed comes back", async () => {
  await db().session.deleteMany();
  const answer = await rename({ kind: "idle" }, typed("Dix"));
  expect(answer).toEqual({ kind: "refused", refusal: "signed-out", values: { "title.fr": "Dix" } });
  jar.clear();
  expect(await rename({ kind: "idle" }, typed("Dix"))).toMatchObject({ refusal: "signed-out" });
  expect(ran).toBe(0);
});

test("wrong fields are named, unknown ones refused, a refusal keeps its detail; typed text always comes back", async () => {
  const empty = await rename({ kind: "idle" }, typed(""));
  expect(empty).toEqual({
    kind: "invalid",
    errors: [{ field: "title.fr", key: "forms.errors.text" }],
    values: { "title.fr": "" },
  });
  const more = typed("Dix");
  more.set("isOperator", "true");
  expect(await rename({ kind: "idle" }, more)).toMatchObject({ kind: "invalid" });
  expect(ran).toBe(0);
  expect(await rename({ kind: "idle" }, typed("taken"))).toEqual({
    kind: "refused",
    refusal: "taken",
    detail: { by: "Garanties" },
    values: { "title.fr": "taken" },
  });
});
