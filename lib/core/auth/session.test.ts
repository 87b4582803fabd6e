import { expect, test, vi } from "vitest";
import { aMembership, anOrganization, aUser } from "@/prisma/factories";
import { databaseNow, db, disconnect } from "../db";
import { testDatabase } from "../testing/database";
import { createSession, ctxOfSession, endSessions, sessionCookie } from "./session";

const database = testDatabase();

async function passed(minutes: number): Promise<void> {
  await db().$executeRaw`UPDATE instance SET clock_shift = clock_shift + ${minutes * 60}::int`;
}

async function signedIn(): Promise<{ userId: string; token: string }> {
  const { id: userId } = await aUser(db());
  const now = await databaseNow();
  return { userId, token: await db().$transaction((tx) => createSession(tx, userId, now)) };
}

test("a session names its user, and its token is nowhere in the database", async () => {
  const { userId, token } = await signedIn();
  const ctx = await ctxOfSession(token);
  expect(ctx?.actor).toMatchObject({ kind: "member", userId, memberships: [] });
  const stored = await db().session.findMany({ select: { tokenHash: true } });
  expect(JSON.stringify(stored)).not.toContain(token);
});

test("another token, none, or the stored hash opens nothing", async () => {
  const { token } = await signedIn();
  const [stored] = await db().session.findMany({ select: { tokenHash: true } });
  for (const wrong of [
    "",
    "x",
    token.replace(/.$/, token.endsWith("A") ? "B" : "A"),
    stored?.tokenHash ?? "",
  ])
    expect(await ctxOfSession(wrong)).toBeNull();
});

test("a session lives on while it is used, and ends after half an hour without", async () => {
  const { token } = await signedIn();
  for (let visit = 0; visit < 4; visit += 1) {
    await passed(20);
    expect(await ctxOfSession(token)).not.toBeNull();
  }
  await passed(31);
  expect(await ctxOfSession(token)).toBeNull();
});

test("a session ends twelve hours after the login, however it was used", async () => {
  const { token } = await signedIn();
  for (let visit = 0; visit < 28; visit += 1) {
    await passed(25);
    expect(await ctxOfSession(token), `after ${(visit + 1) * 25} minutes`).not.toBeNull();
  }
  await passed(25);
  expect(await ctxOfSession(token)).toBeNull();
});

test("ending a user's sessions refuses all her cookies at the next request", async () => {
  const { userId, token } = await signedIn();
  const second = await db().$transaction(async (tx) => createSession(tx, userId, await databaseNow()));
  expect(second).not.toBe(token);
  await db().$transaction((tx) => endSessions(tx, userId));
  expect(await ctxOfSession(token)).toBeNull();
  expect(await ctxOfSession(second)).toBeNull();
});

test("roles are those of this very moment", async () => {
  const { userId, token } = await signedIn();
  const { id: organizationId } = await anOrganization(db());
  await aMembership(db(), { userId, organizationId, role: "viewer" });
  expect((await ctxOfSession(token))?.actor).toMatchObject({
    memberships: [{ organizationId, role: "viewer" }],
  });
  await db().membership.deleteMany({ where: { userId } });
  expect((await ctxOfSession(token))?.actor).toMatchObject({ memberships: [] });
});

test("a database that is away is an error, not a signed-out visitor", async () => {
  const { token } = await signedIn();
  await disconnect();
  const url = new URL(database.url);
  url.port = "1";
  process.env.DATABASE_URL = url.href;
  await expect(ctxOfSession(token)).rejects.toThrow();
  await disconnect();
  process.env.DATABASE_URL = database.url;
});

test("under https the cookie is bound to this host and kept from scripts and other sites", () => {
  vi.stubEnv("APP_URL", "https://pledges.example.org");
  expect(sessionCookie("t")).toBe(
    "__Host-signataires-session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure",
  );
  vi.stubEnv("APP_URL", "http://localhost:3000");
  expect(sessionCookie("t")).toBe("signataires-session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200");
  vi.unstubAllEnvs();
});
