import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { slugOf } from "@/lib/core/slug";
import { whyNotCreateElection, whyNotFact, whyNotNominate } from "./rules";
import type { AddNomination, AddNominationEvent, CreateElection } from "./schema";

type ElectionRefusal = "not-allowed" | "unknown-area" | "no-such-election";
type NominationRefusal =
  | "not-allowed"
  | "future-date"
  | "no-such-candidacy"
  | "no-such-party"
  | "already-nominated";
type EventRefusal = "not-allowed" | "future-date" | "no-such-nomination";

async function freeSlug(tx: Tx, name: string): Promise<string> {
  const wanted = slugOf(name);
  const taken = await tx.election.findMany({
    where: { slug: { startsWith: wanted } },
    select: { slug: true },
  });
  const slugs = new Set(taken.map(({ slug }) => slug));
  let slug = wanted;
  for (let n = 2; slugs.has(slug); n += 1) slug = `${wanted}-${n}`;
  return slug;
}

async function addRounds(tx: Tx, electionId: string, rounds: CreateElection["rounds"]): Promise<void> {
  for (const [at, { exceptions, pollingDate, closesAt }] of rounds.entries()) {
    const data = { electionId, number: at + 1, pollingDate, closesAt };
    const round = await tx.electionRound.create({ data, select: { id: true } });
    await tx.pollingDate.createMany({ data: exceptions.map((one) => ({ ...one, roundId: round.id })) });
  }
}

/**
 * Creates an election with its rounds and the areas that vote on another day or in another zone.
 * Refused where an area is not of the election's scheme, or the primary's general election does not exist.
 */
export async function createElection(
  ctx: Ctx,
  input: CreateElection,
): Promise<Result<{ id: string; slug: string }, ElectionRefusal>> {
  const no = whyNotCreateElection(ctx);
  if (no) return refuse(no);
  const areaIds = new Set(input.rounds.flatMap((round) => round.exceptions.map(({ areaId }) => areaId)));
  return db().$transaction(async (tx) => {
    const known = await tx.area.count({ where: { id: { in: [...areaIds] } } });
    if (known !== areaIds.size) return refuse("unknown-area");
    const { name, kind, country, areaScheme, timeZone, parentId } = input;
    if (parentId && !(await tx.election.findUnique({ where: { id: parentId }, select: { id: true } })))
      return refuse("no-such-election");
    const slug = await freeSlug(tx, name.fr);
    const data = { slug, name, kind, country, areaScheme, timeZone, ...(parentId ? { parentId } : {}) };
    const election = await tx.election.create({ data, select: { id: true, slug: true } });
    await addRounds(tx, election.id, input.rounds);
    const subject = { kind: "election", id: election.id };
    await record(tx, ctx, { action: "elections.create", subject, after: { slug, name } });
    return done(election);
  });
}

function factOf(input: AddNominationEvent | AddNomination) {
  const { status, date, until, sourceTitle, sourceUrl, note } = input;
  return {
    status,
    date,
    sourceTitle,
    ...(until ? { until } : {}),
    ...(sourceUrl ? { sourceUrl } : {}),
    ...(note ? { note } : {}),
  };
}

async function nominate(
  tx: Tx,
  ctx: Ctx,
  input: AddNomination,
): Promise<Result<{ id: string }, NominationRefusal>> {
  const { candidacyId, organizationId, kind } = input;
  const select = { id: true } as const;
  if (!(await tx.candidacy.findUnique({ where: { id: candidacyId }, select })))
    return refuse("no-such-candidacy");
  if (!(await tx.organization.findUnique({ where: { id: organizationId, kind: "party" }, select })))
    return refuse("no-such-party");
  const nomination = await tx.nomination.create({ data: { candidacyId, organizationId, kind }, select });
  const fact = factOf(input);
  await tx.nominationEvent.create({ data: { ...fact, nominationId: nomination.id }, select });
  const after = { candidacyId, organizationId, kind, status: fact.status, source: fact.sourceTitle };
  const subject = { kind: "nomination", id: nomination.id };
  await record(tx, ctx, { action: "elections.nominate", subject, after });
  return done(nomination);
}

/** Adds a party's nomination or support of a candidacy with its first fact; a party nominates a candidacy once. */
export async function addNomination(
  ctx: Ctx,
  input: AddNomination,
): Promise<Result<{ id: string }, NominationRefusal>> {
  const no = whyNotNominate(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  try {
    return await db().$transaction((tx) => nominate(tx, ctx, input));
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("already-nominated");
    throw error;
  }
}

/** Adds a dated, sourced fact to a nomination; earlier facts stay (they are append-only). */
export async function addNominationEvent(
  ctx: Ctx,
  input: AddNominationEvent,
): Promise<Result<{ id: string }, EventRefusal>> {
  const no = whyNotNominate(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const { nominationId } = input;
    const select = { id: true } as const;
    if (!(await tx.nomination.findUnique({ where: { id: nominationId }, select })))
      return refuse("no-such-nomination");
    const fact = factOf(input);
    const event = await tx.nominationEvent.create({ data: { ...fact, nominationId }, select });
    const after = { status: fact.status, source: fact.sourceTitle };
    const subject = { kind: "nomination", id: nominationId };
    await record(tx, ctx, { action: "elections.nomination-event", subject, after });
    return done(event);
  });
}
