import "server-only";
import { tokenHash } from "@/lib/core/auth/link";
import { loginToken } from "@/lib/core/auth/login";
import { databaseNow, db } from "@/lib/core/db";
import type { LinkFacts } from "./rules";

/** What is known of the login link with this token; null where none has it. Changes nothing. */
export async function loginLinkFacts(token: string): Promise<(LinkFacts & { email: string }) | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const link = await db().loginLink.findUnique({
    where: { tokenHash: tokenHash(token) },
    select: { id: true, email: true, usedAt: true, expiresAt: true, browserHash: true, createdAt: true },
  });
  if (!link) return null;
  const { id, email, browserHash, createdAt } = link;
  const newer = await db().loginLink.count({
    where: { email, browserHash, OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] },
  });
  return { ...link, isOutdone: newer > 0 };
}

/**
 * What the mail of a login link says, or null where it is not to be sent: no account has that address, or the link
 * ended. The request that asked knows nothing of this, so that its answer and its time tell nothing either.
 */
export async function loginMail(loginLinkId: string): Promise<{ name: string; token: string } | null> {
  const token = loginToken(loginLinkId);
  const link = await loginLinkFacts(token);
  if (!link || link.usedAt || link.isOutdone || link.expiresAt <= (await databaseNow())) return null;
  const user = await db().user.findUnique({ where: { email: link.email }, select: { name: true } });
  return user && { name: user.name, token };
}
