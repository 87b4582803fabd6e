import { createHash } from "node:crypto";
import { databaseNow, db } from "../db";
import { hmac } from "../secrets";
import { type Ctx, mint } from "./actor";

/**
 * The token of a link: 256 bits derived from the instance's secret, so that mails can be rendered again
 * while the database holds only its hash.
 */
export function linkToken(linkId: string): string {
  return hmac("link", linkId);
}

/** The token of a link that contests one signature; of another family, so that neither opens the other's pages. */
export function contestToken(contestId: string): string {
  return hmac("contest", contestId);
}

/** SHA-256 of a token, hex: what the database keeps. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Who came by this link, revoked or not; null where the token is unknown. A revoked link lets its holder tell things only; one that prepared, nothing. */
export async function tellingCtx(token: string): Promise<Ctx | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const link = await db().link.findUnique({
    where: { tokenHash: tokenHash(token) },
    select: { id: true, kind: true, formId: true, candidacyId: true, role: true, revokedAt: true },
  });
  if (!link || (link.revokedAt && link.kind === "prepare")) return null;
  const { id, kind, revokedAt, ...whose } = link;
  const linkKind = revokedAt ? ("revoked" as const) : kind;
  const actor = mint({ kind: "link", linkId: id, linkKind, ...whose });
  return { actor, now: await databaseNow() };
}

/** Who came by this link, or null where the token opens nothing (unknown or revoked). Changes nothing. */
export async function linkCtx(token: string): Promise<Ctx | null> {
  const ctx = await tellingCtx(token);
  return ctx?.actor.kind === "link" && ctx.actor.linkKind !== "revoked" ? ctx : null;
}

/** A visitor of whom nothing is known. */
export async function anyoneCtx(): Promise<Ctx> {
  return { actor: mint({ kind: "anyone" }), now: await databaseNow() };
}

/** The worker, the import command and the seed, which no person drives through a door. */
export async function systemCtx(): Promise<Ctx> {
  return { actor: mint({ kind: "system" }), now: await databaseNow() };
}
