import { randomBytes } from "node:crypto";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth/next";
import { cache } from "react";
import { databaseNow, db, type Tx } from "../db";
import type { Locale } from "../i18n/locale";
import { isHttps } from "../origin";
import { hmac } from "../secrets";
import { type Ctx, mint } from "./actor";
import { ABSOLUTE_SECONDS, IDLE_SECONDS, sessionAdapter, sessionHash } from "./session-adapter";

const TOUCH_SECONDS = 60;
const silent = { error: () => undefined, warn: () => undefined, debug: () => undefined };

/** `__Host-` binds the cookie to this very host, and browsers take it under https only. */
export function cookieName(name: string): string {
  return isHttps() ? `__Host-${name}` : name;
}

/** A Set-Cookie line that scripts cannot read and other sites cannot send along with a POST. */
export function cookieLine(name: string, value: string, maxAge: number): string {
  const secure = isHttps() ? "; Secure" : "";
  return `${cookieName(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}

/** The cookie of a session, without the prefix that https adds. */
export const SESSION = "signataires-session";

/** next-auth's options: database sessions over our own tables, no provider, so that no GET consumes anything. */
export function authOptions(failed: (error: unknown) => void) {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() } as const;
  return {
    adapter: sessionAdapter(failed),
    providers: [] as never[],
    secret: hmac("next-auth", "secret"),
    session: { strategy: "database" as const, maxAge: IDLE_SECONDS, updateAge: TOUCH_SECONDS },
    useSecureCookies: isHttps(),
    cookies: { sessionToken: { name: cookieName(SESSION), options } },
    logger: silent,
    callbacks: { session: ({ user }: { user: { id: string } }) => ({ userId: user.id }) },
  };
}

/** The user of a session token, prolonging the session; null where it is unknown, ended or too old. */
async function userOf(token: string): Promise<string | null> {
  let failure: unknown;
  const options = authOptions((error) => {
    failure ??= error;
  });
  // next-auth is shown the one cookie and no header, so that no forged Host or X-Forwarded-Host can be believed.
  const request = Object.assign(new IncomingMessage(new Socket()), {
    cookies: { [cookieName(SESSION)]: token },
  });
  const session: { userId?: unknown } | null = await getServerSession(
    request,
    new ServerResponse(request),
    options,
  );
  if (failure !== undefined) throw failure;
  return typeof session?.userId === "string" ? session.userId : null;
}

/** The member who holds this session token, with memberships read now; null where it opens nothing. */
export async function ctxOfSession(token: string): Promise<Ctx | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const userId = await userOf(token);
  if (!userId) return null;
  const user = await db().user.findUnique({
    where: { id: userId },
    select: {
      name: true,
      email: true,
      isOperator: true,
      memberships: { select: { organizationId: true, role: true }, orderBy: { createdAt: "asc" } },
    },
  });
  if (!user) return null;
  return { actor: mint({ kind: "member", userId, ...user }), now: await databaseNow() };
}

async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(cookieName(SESSION))?.value ?? null;
}

/** Who works at the desk, read once per request; null for a visitor who is not signed in. */
export const memberCtx = cache(async (): Promise<Ctx | null> => {
  const token = await sessionToken();
  return token === null ? null : ctxOfSession(token);
});

/** The same for a page of the desk, which sends a signed-out visitor to the login. */
export async function memberCtxOrLogin(locale: Locale): Promise<Ctx> {
  return (await memberCtx()) ?? redirect(`/${locale}/login`);
}

/** Begins a session inside the login's transaction; a new token each time. Returns the token for `sessionCookie`. */
export async function createSession(tx: Tx, userId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + IDLE_SECONDS * 1000);
  const data = { userId, tokenHash: sessionHash(token), createdAt: now, expiresAt };
  await tx.session.create({ data, select: { id: true } });
  return token;
}

/** The Set-Cookie line of a new session. */
export function sessionCookie(token: string): string {
  return cookieLine(SESSION, token, ABSOLUTE_SECONDS);
}

/** Ends every session of a user, on all devices: at logout, and when her rights change. */
export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}

/** Takes the session's cookie out of the browser; for the action that logs out. */
export async function forgetSession(): Promise<void> {
  (await cookies()).set(cookieName(SESSION), "", {
    path: "/",
    maxAge: 0,
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps(),
  });
}
