import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db, type Tx } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { keptAnswers, signingFacts } from "../queries";
import { linkOf, missingAnswers, writerOf } from "../rules";
import { addressHeld, ownLink, preparationsOf } from "./queries";
import { whyNotHandOver, whyNotName, whyNotReady, whyNotRevoke } from "./rules";
import type { HandOverInput, NameInput, ReadyInput, RevokeInput } from "./schema";

/** Hands the preparation to somebody of the team: a link that edits answers and does nothing else. */
export async function handOver(
  ctx: Ctx,
  { madeFor = "" }: HandOverInput,
): Promise<Result<{ linkId: string }, NonNullable<ReturnType<typeof whyNotHandOver>>>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  const { formId, candidacyId, role } = link;
  return db().$transaction(async (tx) => {
    // One at a time, so that the same button pressed twice makes one link.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`prepare:${formId}:${candidacyId}:${role}`}, 0))`;
    const { facts } = await signingFacts(link, tx);
    const open = (await preparationsOf(link, tx)).filter(({ revokedAt }) => !revokedAt);
    const same = open.find((one) => one.madeFor === (madeFor || null) && !one.saidName);
    const no = whyNotHandOver(ctx, { isClosed: ctx.now >= facts.closesAt, links: same ? 0 : open.length });
    if (no) return refuse(no);
    if (same) return done({ linkId: same.linkId });
    const id = randomUUID();
    const whose = { formId, candidacyId, role, createdAt: ctx.now };
    await tx.link.create({
      data: { id, kind: "prepare", ...whose, tokenHash: tokenHash(linkToken(id)) },
      select: { id: true },
    });
    await tx.preparation.create({ data: { linkId: id, madeFor: madeFor || null }, select: { linkId: true } });
    await record(tx, ctx, {
      action: "signatures.hand-over",
      subject: { kind: "link", id },
      after: { formId, candidacyId, role },
    });
    return done({ linkId: id });
  });
}

/** Takes the preparation back: the link opens nothing from now on; what it prepared stays, marked as prepared. */
export async function revokePreparation(
  ctx: Ctx,
  { linkId }: RevokeInput,
): Promise<Result<object, "not-yours">> {
  const no = whyNotRevoke(ctx);
  const link = linkOf(ctx);
  if (no || !link) return refuse("not-yours");
  const { formId, candidacyId, role } = link;
  return db().$transaction(async (tx) => {
    const own = await tx.link.findFirst({
      where: { id: linkId, kind: "prepare", formId, candidacyId, role },
      select: { revokedAt: true },
    });
    if (!own) return refuse("not-yours");
    if (own.revokedAt) return done({});
    await tx.link.update({ where: { id: linkId }, data: { revokedAt: ctx.now }, select: { id: true } });
    await record(tx, ctx, { action: "signatures.revoke-preparation", subject: { kind: "link", id: linkId } });
    return done({});
  });
}

async function ownPreparation(tx: Tx, linkId: string) {
  return tx.preparation.findUnique({ where: { linkId }, select: { saidName: true, readyAt: true } });
}

/** Who prepares says her name, once; the candidate sees it beside what she prepared. */
export async function sayName(
  ctx: Ctx,
  { name }: NameInput,
): Promise<Result<object, "not-yours" | "already-named">> {
  const linkId = writerOf(ctx)?.linkId ?? "";
  return db().$transaction(async (tx) => {
    const preparation = linkId ? await ownPreparation(tx, linkId) : null;
    const no = whyNotName(ctx, { saidName: preparation?.saidName ?? null });
    if (no || !preparation) return refuse(no ?? "not-yours");
    const { count } = await tx.preparation.updateMany({
      where: { linkId, saidName: null },
      data: { saidName: name, namedAt: ctx.now },
    });
    if (count === 0) return refuse("already-named");
    await record(tx, ctx, { action: "signatures.say-name", subject: { kind: "link", id: linkId } });
    return done({});
  });
}

/** Tells the candidate that all is prepared, by a mail to the address that an author of the form holds, where one does. */
export async function tellReady(
  ctx: Ctx,
  { locale }: ReadyInput,
): Promise<Result<{ isMailed: boolean }, NonNullable<ReturnType<typeof whyNotReady>>>> {
  const link = writerOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const preparation = await ownPreparation(tx, link.linkId);
    const { facts, version, signature } = await signingFacts(link, tx);
    const kept = version && (await keptAnswers(link, version, signature, tx));
    const missing = version ? missingAnswers(version.engagementIds, kept?.answers ?? {}).length : 1;
    const isClosed = ctx.now >= facts.closesAt;
    const no = whyNotReady(ctx, { saidName: preparation?.saidName ?? null, isClosed, missing });
    if (no) return refuse(no);
    // Pressed again with nothing new to sign, or within the hour, it tells nobody again; one statement, so that two at once
    // write one mail.
    const hourAgo = new Date(ctx.now.getTime() - 3600_000);
    const { count } = await tx.preparation.updateMany({
      where: {
        linkId: link.linkId,
        OR: [
          { readyAt: null },
          ...(kept?.savedAt ? [{ readyAt: { lt: kept.savedAt < hourAgo ? kept.savedAt : hourAgo } }] : []),
        ],
      },
      data: { readyAt: ctx.now },
    });
    const [address, own] = [await addressHeld(link, tx), await ownLink(link, tx)];
    const isMailed = address !== null && own !== null;
    if (count === 0) return done({ isMailed });
    const { linkId } = link;
    await record(tx, ctx, { action: "signatures.tell-ready", subject: { kind: "link", id: linkId } });
    if (address && own) {
      const { value: to, organizationId } = address;
      await queueMail(tx, { template: "ready", data: { linkId }, locale, to, organizationId });
    }
    return done({ isMailed });
  });
}
