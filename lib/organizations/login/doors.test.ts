import { expect, test, vi } from "vitest";
import { loginToken } from "@/lib/core/auth/login";
import { db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { testDatabase } from "@/lib/core/testing/database";
import { aUser } from "@/prisma/factories";
import { loginDocument, loginForm, openDocument, openForm, sentDocument } from "./documents";

const jar = new Map<string, string>();
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
}));
vi.mock("@/lib/core/assets", () => ({ asset: (name: string) => `/assets/${name}` }));

testDatabase();

const ORIGIN = "http://localhost:3000";
const params = (more: Record<string, string> = {}) => ({
  params: Promise.resolve({ locale: "fr", ...more }),
});

function posted(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Request {
  const type = { "content-type": "application/x-www-form-urlencoded", origin: ORIGIN };
  const body = new URLSearchParams(fields).toString();
  return new Request(ORIGIN + path, { method: "POST", headers: { ...type, ...headers }, body });
}

const ask = (email: string, headers?: Record<string, string>) =>
  form(loginForm)(posted("/fr/login", { email }, headers), params());

/** Asks as a browser does: keeps the cookie, and knows the token that the mail would carry. */
async function askedBy(email: string): Promise<string> {
  const response = await ask(email);
  const [line = ""] = response.headers.getSetCookie();
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  jar.set(name, value);
  const [link] = await db().loginLink.findMany({
    where: { email },
    orderBy: { createdAt: "desc" },
    take: 1,
    select: { id: true },
  });
  return loginToken(link?.id ?? "");
}

const open = (token: string) =>
  form(openForm)(posted(`/fr/login/${token}`, {}, { origin: "null" }), params({ token }));
const look = (token: string, headers: Record<string, string> = {}) =>
  document(openDocument)(new Request(`${ORIGIN}/fr/login/${token}`, { headers }), params({ token }));

test("ask, open, press: a session cookie and the way to the desk", async () => {
  jar.clear();
  const { email } = await aUser(db());
  const token = await askedBy(email);
  const shown = await look(token);
  expect(shown.status).toBe(200);
  expect(shown.headers.get("referrer-policy")).toBe("no-referrer");
  expect(shown.headers.get("cache-control")).toBe("no-store");
  expect(await shown.text()).toContain('<form class="section" method="post">');
  const answer = await open(token);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/fr/desk"]);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^signataires-session=[\w-]{43}; Path=\/; HttpOnly/);
  const again = await open(token);
  expect(again.status).toBe(410);
  expect(await again.text()).toContain("Ce lien a déjà servi");
});

test("twenty looks of scanners change nothing, and the link still works", async () => {
  jar.clear();
  const token = await askedBy((await aUser(db())).email);
  const before = await db().loginLink.findMany({ orderBy: { id: "asc" } });
  const agents = ["Outlook-SafeLinks", "Barracuda", "Mimecast", "Slackbot-LinkExpanding", "GoogleImageProxy"];
  for (let time = 0; time < 20; time += 1) {
    const agent = agents[time % agents.length] ?? "";
    const held = new Map(jar);
    // Scanners have no cookie of ours.
    if (time % 2) jar.clear();
    const response = await look(token, { "user-agent": agent, purpose: "prefetch" });
    expect(response.status).toBe(time % 2 ? 403 : 200);
    for (const [name, value] of held) jar.set(name, value);
  }
  expect(await db().loginLink.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  expect(await db().session.count()).toBe(1);
  expect((await open(token)).status).toBe(303);
});

test("expired, foreign and broken links say so and offer a new one", async () => {
  jar.clear();
  const { email } = await aUser(db());
  const old = await askedBy(email);
  await askedBy(email);
  const pages = await Promise.all([look(old), look("x"), look("A".repeat(43))]);
  expect(pages.map(({ status }) => status)).toEqual([410, 404, 404]);
  for (const page of pages) expect(await page.text()).toContain('href="/fr/login"');
  jar.clear();
  const foreign = await look(await askedBy(email).finally(() => jar.clear()));
  expect(foreign.status).toBe(403);
  expect(await foreign.text()).toContain("l’autre navigateur");
});

test("known and unknown addresses get the same answer, byte for byte but the cookie's value", async () => {
  const told = async (email: string) => {
    const response = await ask(email);
    const headers = [...response.headers].map(([name, value]) => [
      name,
      name === "set-cookie" ? value.replace(/=[\w-]{43};/, "=…;") : value,
    ]);
    return { status: response.status, headers, body: await response.text() };
  };
  const { email } = await aUser(db());
  expect(await told(email)).toEqual(await told("nobody@nowhere.example"));
});

test("their times cannot be told apart (300 each, interleaved)", async () => {
  const times: { known: boolean; took: number }[] = [];
  const users = await Promise.all(Array.from({ length: 30 }, () => aUser(db())));
  for (let n = 0; n < 620; n += 1) {
    const known = n % 2 === 0;
    const user = users[Math.floor(n / 2) % users.length];
    const email = known && user ? user.email : `nobody${Math.floor(n / 2) % 30}-${n % 7}@nowhere.example`;
    const from = performance.now();
    await ask(email);
    if (n >= 20) times.push({ known, took: performance.now() - from });
    if (n % 60 === 59) await db().$executeRaw`DELETE FROM rate_limit`;
  }
  const sorted = times.toSorted((a, b) => a.took - b.took);
  let [wins, seen] = [0, 0];
  for (const { known } of sorted) {
    if (known) seen += 1;
    else wins += seen;
  }
  const area = wins / (seen * (sorted.length - seen));
  expect(Math.max(area, 1 - area)).toBeLessThanOrEqual(0.58);
}, 240_000);

test("no forged header of a host reaches the answer or the mail", async () => {
  const { email } = await aUser(db());
  const forged = [
    "host",
    "x-forwarded-host",
    "x-forwarded-server",
    "x-host",
    "x-original-host",
    "x-rewrite-url",
    "x-original-url",
    "forwarded",
    "referer",
    "x-forwarded-proto",
    "x-http-host-override",
    "x-forwarded-for",
  ];
  for (const name of forged) {
    const response = await ask(email, { [name]: "host=evil.example" });
    expect(response.headers.get("location") ?? "").toMatch(/^\/fr\/login\/sent$|^$/);
    await db().$executeRaw`DELETE FROM rate_limit`;
  }
  const mails = await db().mail.findMany({ select: { data: true, toAddress: true } });
  expect(JSON.stringify(mails)).not.toContain("evil");
});

test("a form of another site is refused, a nonsense address is said to be one", async () => {
  expect((await ask("a@b.example", { origin: "https://evil.example" })).status).toBe(403);
  expect((await ask("a@b.example", { "sec-fetch-site": "cross-site" })).status).toBe(403);
  const wrong = await ask("a@b.example,c@d.example");
  expect(wrong.status).toBe(422);
  const page = await wrong.text();
  expect(page).toContain("une seule adresse");
  // What is wrong is the first that a screen reader says, and has the focus without a script.
  expect(page).toContain("<title>Erreur\u00a0: ");
  expect(page).toMatch(/<div class="errors"[^>]* autofocus=""/);
  expect(await db().mail.count({ where: { toAddress: { contains: "," } } })).toBe(0);
});

test("the login and its next page are shown without a cookie", async () => {
  for (const spec of [document(loginDocument), document(sentDocument)]) {
    const page = await spec(new Request(`${ORIGIN}/fr/login`), params());
    expect(page.status).toBe(200);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(await page.text()).not.toContain("<script");
  }
});
