import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { publicVersion } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import type { Prisma } from "@/prisma/client/client";
import { HELD, type Held, heldBy, recordersOf, whoseOf } from "../recording/queries";
import { recordingFor } from "../recording/rules";
import { type DraftAnswers, readAnswers } from "../rules";
import { UUID } from "../schema";
import type { OpenQuote } from "./rules";

const QUOTE = {
  ...HELD,
  ...{ url: true, quote: true, channel: true, saidOn: true, snapshotKind: true, snapshotHash: true },
  ...{ answers: true, recordedAt: true, recordedById: true },
  recordedBy: { select: { name: true } },
  confirmedBy: { select: { name: true } },
} as const satisfies Prisma.QuotedStatementSelect;

type Row = Prisma.QuotedStatementGetPayload<{ select: typeof QUOTE }>;

/** A statement on an official channel, as an NGO recorded it. */
export interface KeptQuote extends OpenQuote, Held {
  readonly url: string;
  readonly quote: string;
  readonly channel: string;
  /** YYYY-MM-DD */
  readonly saidOn: string;
  readonly snapshotKind: string;
  readonly snapshotHash: string;
  readonly answers: DraftAnswers;
}

function keptOf(row: Row): KeptQuote {
  const { saidOn, answers, signature, setAsideAt, ...rest } = row;
  return {
    ...rest,
    saidOn: saidOn.toISOString().slice(0, 10),
    answers: readAnswers(answers),
    isPublished: signature !== null,
    isSetAside: setAsideAt !== null,
  };
}

/** A statement of one of the caller's NGOs, under lock in her transaction; null elsewhere. */
export async function lockedQuote(tx: Tx, ctx: Ctx, id: string): Promise<KeptQuote | null> {
  await tx.$queryRaw`SELECT id FROM quoted_statement WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.quotedStatement.findFirst({ where: heldBy(ctx, id), select: QUOTE });
  return row && keptOf(row);
}

export interface QuoteView extends KeptQuote {
  readonly name: string;
  readonly area: string;
  /** Public id. */
  readonly candidacy: string;
  readonly by: string;
  readonly confirmedBy: string | null;
  readonly recordedAt: Date;
  readonly setAsideReason: string | null;
  readonly signatureId: string | null;
  readonly version: PublicVersion;
  /** Members of the NGO who may confirm. */
  readonly people: number;
}

/** A statement for a page of the desk; null for who is no owner or editor of the NGO that recorded it. */
export async function quoteFor(ctx: Ctx, formId: string, id: string): Promise<QuoteView | null> {
  if (!UUID.test(id) || !UUID.test(formId)) return null;
  const row = await db().quotedStatement.findFirst({ where: { ...heldBy(ctx, id), formId }, select: QUOTE });
  const version = row && (await publicVersion(row.versionId));
  if (!row || !version) return null;
  const { recordedAt, setAsideReason } = row;
  return {
    ...{ ...keptOf(row), ...whoseOf(row), recordedAt, setAsideReason, version },
    people: await recordersOf(row.organizationId),
    by: row.recordedBy.name,
    confirmedBy: row.confirmedBy?.name ?? null,
    signatureId: row.signature?.publicId ?? null,
  };
}

export interface ListedQuote {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  readonly saidOn: Date;
  readonly state: "published" | "set-aside" | "waits";
}

/** The statements that the caller's NGOs recorded for one form, the newest first. */
export async function quotesFor(ctx: Ctx, formId: string): Promise<readonly ListedQuote[]> {
  const rows = await db().quotedStatement.findMany({
    where: { formId, organizationId: { in: recordingFor(ctx) } },
    orderBy: { recordedAt: "desc" },
    take: 200,
    select: QUOTE,
  });
  return rows.map((row) => ({
    ...whoseOf(row),
    id: row.id,
    saidOn: row.saidOn,
    state: row.signature ? "published" : row.setAsideAt ? "set-aside" : "waits",
  }));
}

/** The pages of a candidacy that are known as official, where a statement may be looked for. */
export async function publicChannelsOf(candidacyPublicId: string): Promise<readonly string[]> {
  const rows = await db().publicChannel.findMany({
    where: { candidacy: { publicId: candidacyPublicId } },
    orderBy: { date: "desc" },
    take: 10,
    select: { url: true },
  });
  return rows.map(({ url }) => url);
}
