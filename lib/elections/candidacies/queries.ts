import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { changesOf } from "../corrections/rules";
import { newestFirst, whyNotKeep } from "../rules";

const named = { publicId: true, givenName: true, familyName: true, gender: true } as const;
const told = { id: true, date: true, createdAt: true, sourceTitle: true, sourceUrl: true } as const;

/** A candidacy as the operator keeps it, with its dated facts, newest first; null for others and where there is none. */
export async function candidacyFor(ctx: Ctx, publicId: string) {
  if (whyNotKeep(ctx)) return null;
  const row = await db().candidacy.findUnique({
    where: { publicId },
    select: {
      id: true,
      publicId: true,
      panelNumber: true,
      nuanceCode: true,
      nuanceLabel: true,
      partyLabel: true,
      isIncumbent: true,
      status: true,
      source: true,
      ballotId: true,
      person: { select: named },
      substitute: { select: named },
      ballot: {
        select: {
          area: { select: { code: true, name: true } },
          election: { select: { slug: true, name: true } },
        },
      },
      statusEvents: { select: { ...told, status: true } },
      tickets: { select: { ...told, person: { select: named } } },
      channels: {
        where: { endedAt: null },
        orderBy: [{ kind: "asc" }, { url: "asc" }],
        select: { id: true, kind: true, url: true, date: true, sourceTitle: true, sourceUrl: true },
      },
      corrections: { select: { ...told, before: true, after: true, reason: true } },
    },
  });
  if (!row) return null;
  const { statusEvents, tickets, corrections, ...rest } = row;
  return {
    ...rest,
    statusEvents: newestFirst(statusEvents),
    tickets: newestFirst(tickets),
    corrections: newestFirst(corrections).map(({ before, after, ...told }) => ({
      ...told,
      changes: changesOf(before, after),
    })),
  };
}

export type AdminCandidacy = NonNullable<Awaited<ReturnType<typeof candidacyFor>>>;

/** The names of the parties, for a field that proposes them. */
export async function partyNamesFor(ctx: Ctx): Promise<readonly string[]> {
  if (whyNotKeep(ctx)) return [];
  const rows = await db().organization.findMany({
    where: { kind: "party" },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}
