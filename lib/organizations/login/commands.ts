import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { tokenHash } from "@/lib/core/auth/link";
import { browserHash, isBrowser, LOGIN_SECONDS, loginToken, newBrowser } from "@/lib/core/auth/login";
import { createSession, endSessions } from "@/lib/core/auth/session";
import { db, type Tx } from "@/lib/core/db";
import { secondsToWait } from "@/lib/core/limits";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { loginLinkFacts } from "./queries";
import { type LoginRefusal, whyNotAsk, whyNotLogOut, whyNotOpen } from "./rules";
import type { AskInput, LogInInput } from "./schema";

// Known or not, an address is written to so often at most; the counts hold hashes. One source reaches its own limit long
// before it reaches the address's, so that a stranger who knows an address does not keep its owner out.
const ASKING = { name: "login", points: 10, seconds: LOGIN_SECONDS };
const ASKING_FOR_ONE = { name: "login-address", points: 60, seconds: LOGIN_SECONDS };
const ASKING_FROM_ONE = { name: "login-source", points: 60, seconds: LOGIN_SECONDS };

async function isTooOften({ email, source = "" }: AskInput): Promise<boolean> {
  const limits = [
    [ASKING, `${source} ${email}`],
    [ASKING_FROM_ONE, source],
    [ASKING_FOR_ONE, email],
  ] as const;
  for (const [limit, key] of limits)
    if (key && (await secondsToWait(limit, tokenHash(key))) !== null) return true;
  return false;
}

/** Makes a login link with its mail inside the caller's transaction. Returns the secret for the asking browser. */
export async function makeLoginLink(tx: Tx, ctx: Ctx, { email, locale, ...by }: AskInput): Promise<string> {
  const browser = by.browser && isBrowser(by.browser) ? by.browser : newBrowser();
  const id = randomUUID();
  const data = {
    id,
    email,
    tokenHash: tokenHash(loginToken(id)),
    browserHash: browserHash(browser),
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + LOGIN_SECONDS * 1000),
  };
  // Links end in minutes; the addresses in them, of whoever, are kept a day.
  const dayBefore = new Date(ctx.now.getTime() - 24 * 60 * 60 * 1000);
  await tx.loginLink.deleteMany({ where: { expiresAt: { lt: dayBefore } } });
  await tx.loginLink.create({ data, select: { id: true } });
  await queueMail(tx, { template: "login", data: { loginLinkId: id }, locale, to: email });
  return browser;
}

/**
 * Sends a login link to an address. It never looks whether an account has it: that is asked when the mail is made, so
 * known and unknown addresses take the same statements, the same time and the same answer.
 */
export async function askLogin(
  ctx: Ctx,
  input: AskInput,
): Promise<Result<{ browser: string }, "not-for-links" | "too-often">> {
  const no = whyNotAsk(ctx);
  if (no) return refuse(no);
  if (await isTooOften(input)) return refuse("too-often");
  const browser = await db().$transaction((tx) => makeLoginLink(tx, ctx, input));
  return done({ browser });
}

/** Uses a link up if it is still good: one statement, so that fifty at once use it once. Returns its address. */
async function useUp(tx: Tx, ctx: Ctx, { token, browser }: LogInInput): Promise<string | null> {
  const rows = await tx.$queryRaw<{ email: string }[]>`
    UPDATE login_link l SET used_at = ${ctx.now}
    WHERE token_hash = ${tokenHash(token)} AND browser_hash = ${browserHash(browser)}
      AND used_at IS NULL AND expires_at > ${ctx.now}
      AND NOT EXISTS (SELECT FROM login_link n WHERE n.email = l.email AND n.browser_hash = l.browser_hash
        AND (n.created_at, n.id) > (l.created_at, l.id))
    RETURNING email`;
  return rows[0]?.email ?? null;
}

/** Opens a session by a login link: once, within ten minutes, in the browser that asked. Returns the session's token. */
export async function logIn(ctx: Ctx, input: LogInInput): Promise<Result<{ session: string }, LoginRefusal>> {
  const no = whyNotOpen(ctx, await loginLinkFacts(input.token), browserHash(input.browser));
  if (no) return refuse(no);
  const session = await db().$transaction(async (tx) => {
    const email = await useUp(tx, ctx, input);
    const user = email && (await tx.user.findUnique({ where: { email }, select: { id: true } }));
    if (!user) return null;
    await record(tx, ctx, { action: "organizations.log-in", subject: { kind: "user", id: user.id } });
    return createSession(tx, user.id, ctx.now);
  });
  return session === null ? refuse("used") : done({ session });
}

/** Ends the member's sessions, on all her devices. */
export async function logOut(ctx: Ctx): Promise<Result<null, "signed-out">> {
  const no = whyNotLogOut(ctx);
  const { actor } = ctx;
  if (no || actor.kind !== "member") return refuse("signed-out");
  await db().$transaction(async (tx) => {
    await endSessions(tx, actor.userId);
    await record(tx, ctx, { action: "organizations.log-out", subject: { kind: "user", id: actor.userId } });
  });
  return done(null);
}
