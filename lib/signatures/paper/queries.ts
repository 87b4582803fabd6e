import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool, type Tx } from "@/lib/core/db";
import { publicVersion } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import type { Prisma } from "@/prisma/client/client";
import { HELD, type Held, heldBy, recordersOf, whoseOf } from "../recording/queries";
import { recordingFor } from "../recording/rules";
import { UUID } from "../schema";
import { readReading, type ScannedPage, type Transcribed } from "./rules";

export interface PaperPageView extends ScannedPage {
  readonly position: number;
  readonly hash: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly rectangles: readonly unknown[];
  readonly publicHash: string | null;
}

const PAPER = {
  ...HELD,
  ...{ received: true, createdAt: true },
  organization: { select: { name: true } },
  createdBy: { select: { name: true } },
  version: {
    select: {
      number: true,
      hash: true,
      engagements: { orderBy: { position: "asc" }, select: { id: true } },
    },
  },
  pages: {
    orderBy: { position: "asc" },
    select: {
      position: true,
      kind: true,
      hash: true,
      width: true,
      height: true,
      covers: true,
      publicHash: true,
    },
  },
  transcriptions: {
    orderBy: { turn: "asc" },
    select: { userId: true, turn: true, signedOn: true, answers: true, user: { select: { name: true } } },
  },
} as const satisfies Prisma.PaperSelect;

type Row = Prisma.PaperGetPayload<{ select: typeof PAPER }>;

/** A paper with everything on record of it, both readings included: for commands, never for a page. */
export interface KeptPaper extends Held {
  readonly received: string;
  readonly isPublished: boolean;
  readonly isSetAside: boolean;
  readonly engagementIds: readonly string[];
  readonly transcribed: readonly (Transcribed & { readonly name: string })[];
  readonly pages: readonly PaperPageView[];
}

function keptOf(row: Row): KeptPaper {
  const { id, organizationId, formId, versionId, candidacyId, role, locale, received } = row;
  return {
    ...{ id, organizationId, formId, versionId, candidacyId, role, locale, received },
    isPublished: row.signature !== null,
    isSetAside: row.setAsideAt !== null,
    engagementIds: row.version.engagements.map((engagement) => engagement.id),
    transcribed: row.transcriptions.map(({ userId, turn, signedOn, answers, user }) => ({
      ...{ userId, turn, name: user.name },
      signedOn: signedOn?.toISOString().slice(0, 10) ?? null,
      answers: readReading(answers),
    })),
    pages: row.pages.map(({ covers, ...page }) => {
      const rectangles: readonly unknown[] = Array.isArray(covers) ? covers : [];
      return { ...page, rectangles, covers: covers === null ? null : rectangles.length };
    }),
  };
}

/** A paper of one of the caller's NGOs, under lock in her transaction; null elsewhere. */
export async function lockedPaper(tx: Tx, ctx: Ctx, id: string): Promise<KeptPaper | null> {
  await tx.$queryRaw`SELECT id FROM paper WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.paper.findFirst({ where: heldBy(ctx, id), select: PAPER });
  return row && keptOf(row);
}

/** A paper as one member may see it. */
export interface PaperView extends Omit<KeptPaper, "transcribed"> {
  readonly createdAt: Date;
  readonly by: string;
  readonly organization: string;
  readonly name: string;
  readonly area: string;
  readonly candidacy: string;
  readonly code: string;
  readonly version: PublicVersion;
  readonly setAside: { readonly at: Date; readonly reason: string } | null;
  readonly signatureId: string | null;
  /** Who has read, in their order; what they read is in `transcribed` alone. */
  readonly readers: readonly { readonly userId: string; readonly name: string }[];
  /** The caller's own reading, and the others' once there are two: before that nobody sees what another one read. */
  readonly transcribed: readonly (Transcribed & { readonly name: string })[];
  /** Members of the NGO who may transcribe. */
  readonly people: number;
}

/** A paper for a page of the desk; null for who is no owner or editor of the NGO that received it. */
export async function paperFor(ctx: Ctx, formId: string, id: string): Promise<PaperView | null> {
  if (!UUID.test(id) || !UUID.test(formId) || ctx.actor.kind !== "member") return null;
  const { userId } = ctx.actor;
  const row = await db().paper.findFirst({ where: { ...heldBy(ctx, id), formId }, select: PAPER });
  const version = row && (await publicVersion(row.versionId));
  if (!row || !version) return null;
  const { transcribed, ...kept } = keptOf(row);
  const isOver = transcribed.length >= 2;
  return {
    ...{ ...kept, ...whoseOf(row) },
    version,
    people: await recordersOf(row.organizationId),
    createdAt: row.createdAt,
    by: row.createdBy.name,
    organization: row.organization.name,
    code: (row.version.hash ?? "").slice(0, 8),
    setAside: row.setAsideAt && { at: row.setAsideAt, reason: row.setAsideReason ?? "" },
    signatureId: row.signature?.publicId ?? null,
    readers: transcribed.map((one) => ({ userId: one.userId, name: one.name })),
    transcribed: transcribed.filter((one) => isOver || one.userId === userId),
  };
}

/** A paper in the list of the desk. */
export interface ListedPaper {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly pages: number;
  readonly readers: number;
  readonly hasOwn: boolean;
  readonly isSetAside: boolean;
  readonly signatureId: string | null;
}

/** The papers of the caller's NGOs on one form, those that wait first. */
export async function papersFor(ctx: Ctx, formId: string): Promise<readonly ListedPaper[]> {
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  const { rows } = await pool().query<ListedPaper>(
    `SELECT p.id, n.given_name || ' ' || n.family_name AS name, a.name AS area, v.number AS version, p.created_at AS "createdAt",
       (SELECT count(*)::int FROM paper_page g WHERE g.paper_id = p.id) AS pages,
       (SELECT count(*)::int FROM transcription t WHERE t.paper_id = p.id) AS readers,
       EXISTS (SELECT FROM transcription t WHERE t.paper_id = p.id AND t.user_id = $3) AS "hasOwn",
       p.set_aside_at IS NOT NULL AS "isSetAside", s.public_id AS "signatureId"
     FROM paper p JOIN form_version v ON v.id = p.version_id JOIN candidacy c ON c.id = p.candidacy_id
       JOIN person n ON n.id = CASE p.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END
       JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id LEFT JOIN signature s ON s.id = p.signature_id
     WHERE p.form_id = $1 AND p.organization_id = ANY ($2::uuid[])
     ORDER BY p.signature_id IS NOT NULL OR p.set_aside_at IS NOT NULL, p.created_at DESC LIMIT 200`,
    [formId, recordingFor(ctx), userId],
  );
  return rows;
}

/** A number that a page may have: what is larger than the database counts would be a fault, not an absence. */
const isPosition = (position: number) => Number.isInteger(position) && position >= 1 && position <= 1000;

/** A page of a paper for the desk: its file as it is kept, or the covered one; null where it is another NGO's. */
export async function pageFor(
  ctx: Ctx,
  paperId: string,
  position: number,
): Promise<{ readonly kind: string; readonly hash: string; readonly publicHash: string | null } | null> {
  if (!UUID.test(paperId) || !isPosition(position)) return null;
  return db().paperPage.findFirst({
    where: { position, paper: heldBy(ctx, paperId) },
    select: { kind: true, hash: true, publicHash: true },
  });
}

/** The published picture of a page of a signature's paper, by its hash; null where there is none, or it was erased. */
export async function publicPage(signatureId: string, position: number): Promise<string | null> {
  if (!isPosition(position)) return null;
  const page = await db().paperPage.findFirst({
    where: {
      position,
      publicHash: { not: null },
      paper: { signature: { publicId: signatureId, events: { none: { kind: "erased" } } } },
    },
    select: { publicHash: true },
  });
  return page?.publicHash ?? null;
}

/** A public picture of a page, by its place; its measures give its shape. */
export interface PublicScan {
  readonly position: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** The public pictures of the paper behind a signature; none where it has none, or was erased. */
export async function publicPagesOf(signatureId: string): Promise<readonly PublicScan[]> {
  const signature = { publicId: signatureId, events: { none: { kind: "erased" as const } } };
  return db().paperPage.findMany({
    where: { publicHash: { not: null }, paper: { signature } },
    orderBy: { position: "asc" },
    select: { position: true, width: true, height: true },
  });
}
