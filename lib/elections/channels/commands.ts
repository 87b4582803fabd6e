import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { whyNotFact, whyNotKeep } from "../rules";
import { publicPage, whyNotPublicPage } from "./rules";
import type { ChannelInput, EndChannelInput } from "./schema";

type AddRefusal =
  | "not-allowed"
  | "future-date"
  | "not-a-page"
  | "holds-an-address"
  | "no-such-candidacy"
  | "already-known";

/** Records a public page of a candidate with its source; one that was taken off comes back with its new source. */
export async function addChannel(ctx: Ctx, input: ChannelInput): Promise<Result<{ id: string }, AddRefusal>> {
  const no = whyNotKeep(ctx) ?? whyNotFact(ctx, input.date) ?? whyNotPublicPage(input.url);
  if (no) return refuse(no);
  const { candidacyId, kind, date, sourceTitle, sourceUrl = null } = input;
  const url = publicPage(input.url) ?? input.url;
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM candidacy WHERE id = ${candidacyId}::uuid FOR UPDATE`;
    const select = { id: true } as const;
    if (!(await tx.candidacy.findUnique({ where: { id: candidacyId }, select })))
      return refuse("no-such-candidacy");
    const where = { candidacyId_url: { candidacyId, url } };
    const known = await tx.publicChannel.findUnique({ where, select: { endedAt: true } });
    if (known && !known.endedAt) return refuse("already-known");
    const said = { kind, date, sourceTitle, sourceUrl, createdAt: ctx.now, endedAt: null };
    const channel = await tx.publicChannel.upsert({
      where,
      create: { candidacyId, url, ...said },
      update: said,
      select,
    });
    const subject = { kind: "candidacy", id: candidacyId };
    await record(tx, ctx, {
      action: "elections.channel",
      subject,
      after: { kind, url, source: sourceTitle },
    });
    return done(channel);
  });
}

/** Takes a page off: it is no longer hers, or never was. The record of it stays. */
export async function endChannel(
  ctx: Ctx,
  { channelId }: EndChannelInput,
): Promise<Result<{ id: string }, "not-allowed" | "no-such-channel">> {
  const no = whyNotKeep(ctx);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const select = { candidacyId: true, kind: true, url: true } as const;
    const known = await tx.publicChannel.findUnique({ where: { id: channelId, endedAt: null }, select });
    if (!known) return refuse("no-such-channel");
    await tx.publicChannel.update({
      where: { id: channelId },
      data: { endedAt: ctx.now },
      select: { id: true },
    });
    const subject = { kind: "candidacy", id: known.candidacyId };
    const before = { kind: known.kind, url: known.url };
    await record(tx, ctx, {
      action: "elections.channel-ended",
      subject,
      before,
      after: { endedAt: ctx.now.toISOString() },
    });
    return done({ id: channelId });
  });
}
