import { expect, test } from "vitest";
import { tokenHash } from "@/lib/core/auth/link";
import { browserHash, loginToken } from "@/lib/core/auth/login";
import { ctxOfSession } from "@/lib/core/auth/session";
import { databaseNow, db, pool } from "@/lib/core/db";
import { anyoneActor, ctxOf, linkActor, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aUser } from "@/prisma/factories";
import { askLogin, logIn, logOut } from "./commands";
import { loginMail } from "./queries";

testDatabase();

async function now(minutes = 0) {
  return ctxOf(anyoneActor(), new Date((await databaseNow()).getTime() + minutes * 60_000));
}

async function asked(email: string, browser?: string) {
  const answer = await askLogin(await now(), { email, locale: "fr", ...(browser ? { browser } : {}) });
  if (!answer.ok) throw new Error(answer.refusal);
  const [link] = await db().loginLink.findMany({
    where: { email },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { id: true },
  });
  const id = link?.id ?? "";
  return { id, token: loginToken(id), browser: answer.value.browser };
}

const opened = async (answers: Promise<{ ok: boolean }>[]) =>
  (await Promise.all(answers)).filter(({ ok }) => ok).length;

test("a link opens a session of its user once, then never again", async () => {
  const { id, email } = await aUser(db());
  const link = await asked(email);
  const first = await logIn(await now(), link);
  expect(first.ok && (await ctxOfSession(first.value.session))?.actor).toMatchObject({ userId: id });
  expect(await logIn(await now(), link)).toMatchObject({ ok: false, refusal: "used" });
});

test("bar 28: 20 links, each used 50 times at once, open 20 sessions", async () => {
  let sessions = 0;
  for (let round = 0; round < 20; round += 1) {
    const link = await asked((await aUser(db())).email);
    const ctx = await now();
    sessions += await opened(Array.from({ length: 50 }, () => logIn(ctx, link)));
  }
  expect(sessions).toBe(20);
}, 240_000);

test("a planted fault is seen: looking first and marking afterwards opens several", async () => {
  const link = await asked((await aUser(db())).email);
  const selectThenUpdate = async () => {
    const where = { tokenHash: tokenHash(link.token) };
    const found = await db().loginLink.findUnique({ where, select: { usedAt: true } });
    if (!found || found.usedAt) return { ok: false };
    await db().loginLink.update({ where, data: { usedAt: new Date() }, select: { id: true } });
    return { ok: true };
  };
  expect(await opened(Array.from({ length: 50 }, selectThenUpdate))).toBeGreaterThan(1);
});

test("a link lasts ten minutes, and a newer one ends it", async () => {
  const { email } = await aUser(db());
  const old = await asked(email);
  expect(await logIn(await now(10.01), old)).toMatchObject({ refusal: "expired" });
  const fresh = await asked(email, old.browser);
  expect(fresh.browser).toBe(old.browser);
  expect(await logIn(await now(), old)).toMatchObject({ refusal: "expired" });
  expect(await logIn(await now(9.9), fresh)).toMatchObject({ ok: true });
});

test("a stranger who asks for an address ends no link of its owner's, and fills up his own limit only", async () => {
  const { email } = await aUser(db());
  const own = await asked(email);
  const ctx = await now();
  const ask = (source: string) => askLogin(ctx, { email, locale: "fr", source });
  const answers = [];
  for (let time = 0; time < 12; time += 1) answers.push((await ask("203.0.113.9")).ok);
  expect(answers.filter((ok) => ok)).toHaveLength(10);
  expect((await ask("198.51.100.7")).ok).toBe(true);
  expect(await logIn(await now(), own)).toMatchObject({ ok: true });
});

test("one source asks for so many addresses at most", async () => {
  const ctx = await now();
  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, at) =>
      askLogin(ctx, { email: `a${at}@garanties.example`, locale: "fr", source: "203.0.113.40" }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
});

test("of two links asked at the same instant from one browser, one opens at most", async () => {
  const { email } = await aUser(db());
  const ctx = await now();
  const newBrowser = "b".repeat(43);
  const answers = await Promise.all(
    [1, 2].map(() => askLogin(ctx, { email, locale: "fr", browser: newBrowser })),
  );
  const browsers = answers.flatMap((answer) => (answer.ok ? [answer.value.browser] : []));
  const links = await db().loginLink.findMany({ where: { email }, select: { id: true } });
  const tries = links.flatMap(({ id }) => browsers.map((browser) => ({ token: loginToken(id), browser })));
  expect(await opened(tries.map((one) => logIn(ctx, one)))).toBe(1);
});

test("a link opens only in the browser that asked, and a try elsewhere does not use it up", async () => {
  const link = await asked((await aUser(db())).email);
  for (const browser of ["", "x", link.token])
    expect(await logIn(await now(), { ...link, browser })).toMatchObject({ refusal: "wrong-browser" });
  expect(await logIn(await now(), link)).toMatchObject({ ok: true });
});

test("an unknown address gets a link in the same statements, but neither mail nor session", async () => {
  const link = await asked("nobody@nowhere.example");
  expect(await loginMail(link.id)).toBeNull();
  expect(await logIn(await now(), link)).toMatchObject({ ok: false });
  const known = await asked((await aUser(db(), { name: "Anouk" })).email);
  expect(await loginMail(known.id)).toEqual({ name: "Anouk", token: known.token });
  await logIn(await now(), known);
  expect(await loginMail(known.id)).toBeNull();
});

test("bar 28: neither the token nor the browser's secret is anywhere in the database", async () => {
  const link = await asked((await aUser(db())).email);
  const session = await logIn(await now(), link);
  const { rows: tables } = await pool().query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const dumps = await Promise.all(
    tables.map(({ name }) =>
      pool().query(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM ${name} t`),
    ),
  );
  const dump = dumps.map(({ rows }) => String(rows[0].text)).join("\n");
  expect(dump).toContain(tokenHash(link.token));
  expect(dump).toContain(browserHash(link.browser));
  for (const secret of [link.token, link.browser, session.ok ? session.value.session : ""])
    expect(dump.includes(secret)).toBe(false);
});

test("an address is written to ten times in ten minutes, and then the answer says so", async () => {
  const ctx = await now();
  const email = "often@garanties.example";
  const answers = [];
  for (let time = 0; time < 12; time += 1) answers.push(await askLogin(ctx, { email, locale: "fr" }));
  expect(answers.map(({ ok }) => ok)).toEqual([...Array(10).fill(true), false, false]);
});

test("who came by a candidate's link can neither ask nor log in", async () => {
  const candidate = linkActor({ formId: "f", candidacyId: "c" });
  const { email } = await aUser(db());
  const ctx = ctxOf(candidate, await databaseNow());
  expect(await askLogin(ctx, { email, locale: "fr" })).toMatchObject({ refusal: "not-for-links" });
  expect(await logIn(ctx, await asked(email))).toMatchObject({ refusal: "unknown" });
});

test("logging out ends the sessions on every device", async () => {
  const { id: userId, email } = await aUser(db());
  const first = await logIn(await now(), await asked(email));
  const second = await logIn(await now(), await asked(email));
  expect((await logOut(ctxOf(memberActor({ userId }), await databaseNow()))).ok).toBe(true);
  for (const login of [first, second])
    expect(login.ok && (await ctxOfSession(login.value.session))).toBeNull();
  expect(await logOut(await now())).toMatchObject({ refusal: "signed-out" });
});
