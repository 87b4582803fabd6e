import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { newestFirst, whyNotFact, whyNotKeep } from "../rules";
import type { CandidacyInput, StatusInput, SubstituteInput } from "./schema";

type Refusal = "not-allowed" | "future-date" | "no-such-candidacy";

const said = ({ sourceTitle, sourceUrl }: { sourceTitle: string; sourceUrl?: string | undefined }) => ({
  sourceTitle,
  ...(sourceUrl ? { sourceUrl } : {}),
});

/** The ticket, locked, so that two facts of one day are told in one order. */
async function ticket(tx: Tx, candidacyId: string) {
  await tx.$queryRaw`SELECT id FROM candidacy WHERE id = ${candidacyId}::uuid FOR UPDATE`;
  const select = { id: true, ballotId: true, personId: true, substituteId: true, status: true } as const;
  return tx.candidacy.findUnique({ where: { id: candidacyId }, select });
}

/** Adds a dated, sourced fact to the status of a candidacy; her status is what the newest fact says. */
export async function addStatus(ctx: Ctx, input: StatusInput): Promise<Result<{ id: string }, Refusal>> {
  const no = whyNotKeep(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  const { candidacyId, status, date } = input;
  return db().$transaction(async (tx) => {
    const known = await ticket(tx, candidacyId);
    if (!known) return refuse("no-such-candidacy");
    const data = { candidacyId, status, date, createdAt: ctx.now, ...said(input) };
    const event = await tx.candidacyEvent.create({ data, select: { id: true } });
    const facts = await tx.candidacyEvent.findMany({
      where: { candidacyId },
      select: { status: true, date: true, createdAt: true },
    });
    const newest = newestFirst(facts)[0]?.status ?? status;
    await tx.candidacy.update({ where: { id: candidacyId }, data: { status: newest }, select: { id: true } });
    const subject = { kind: "candidacy", id: candidacyId };
    const [before, after] = [
      { status: known.status },
      { status: newest, fact: status, source: input.sourceTitle },
    ];
    await record(tx, ctx, { action: "elections.status", subject, before, after });
    return done(event);
  });
}

/** Whether the substitute was asked or has answered: what is hers may not pass to another. */
async function hasActed(tx: Tx, candidacyId: string): Promise<boolean> {
  const [said] = await tx.$queryRaw<{ acted: boolean }[]>`
    WITH c AS (SELECT ${candidacyId}::uuid AS id)
    SELECT EXISTS (SELECT FROM signature s, c WHERE s.candidacy_id = c.id AND s.role = 'substitute')
      OR EXISTS (SELECT FROM decline d, c WHERE d.candidacy_id = c.id AND d.role = 'substitute')
      OR EXISTS (SELECT FROM signing_draft d, c WHERE d.candidacy_id = c.id AND d.role = 'substitute')
      OR EXISTS (SELECT FROM link l, c WHERE l.candidacy_id = c.id AND l.role = 'substitute' AND l.revoked_at IS NULL)
      OR EXISTS (SELECT FROM contact k, c WHERE k.candidacy_id = c.id AND k.role = 'substitute' AND k.stopped_at IS NULL) AS acted`;
  return said?.acted ?? true;
}

type SubstituteRefusal = Refusal | "substitute-acted";

/** Sets, replaces or takes off the substitute of a ticket as a dated, sourced fact; who she was before stays told. */
export async function setSubstitute(
  ctx: Ctx,
  input: SubstituteInput,
): Promise<Result<{ id: string }, SubstituteRefusal>> {
  const no = whyNotKeep(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  const { candidacyId, givenName, familyName, gender, date } = input;
  return db().$transaction(async (tx) => {
    const known = await ticket(tx, candidacyId);
    if (!known) return refuse("no-such-candidacy");
    if (known.substituteId && (await hasActed(tx, candidacyId))) return refuse("substitute-acted");
    const data = { givenName, familyName, createdAt: ctx.now, ...(gender ? { gender } : {}) };
    const person = familyName ? await tx.person.create({ data, select: { id: true } }) : null;
    const personId = person?.id ?? null;
    const event = await tx.substituteEvent.create({
      data: { candidacyId, personId, date, createdAt: ctx.now, ...said(input) },
      select: { id: true },
    });
    await tx.candidacy.update({
      where: { id: candidacyId },
      data: { substituteId: personId },
      select: { id: true },
    });
    const subject = { kind: "candidacy", id: candidacyId };
    const [before, after] = [
      { substituteId: known.substituteId },
      { substituteId: personId, source: input.sourceTitle },
    ];
    await record(tx, ctx, { action: "elections.substitute", subject, before, after });
    return done(event);
  });
}

type AddRefusal =
  | "not-allowed"
  | "future-date"
  | "no-such-election"
  | "unknown-area"
  | "same-name-here"
  | "panel-taken";

async function ballotOf(tx: Tx, { electionId, areaCode }: CandidacyInput) {
  const election = await tx.election.findUnique({ where: { id: electionId }, select: { areaScheme: true } });
  if (!election) return refuse("no-such-election");
  const scheme_code = { scheme: election.areaScheme, code: areaCode.toUpperCase() };
  const area = await tx.area.findUnique({ where: { scheme_code }, select: { id: true } });
  if (!area) return refuse("unknown-area");
  const where = { electionId_areaId: { electionId, areaId: area.id } };
  const create = { electionId, areaId: area.id };
  return done(await tx.ballot.upsert({ where, create, update: {}, select: { id: true } }));
}

/** Adds a candidacy by hand, where no official list names it yet; a name that stands there already is asked about. */
export async function addCandidacy(
  ctx: Ctx,
  input: CandidacyInput,
): Promise<Result<{ publicId: string }, AddRefusal>> {
  const no = whyNotKeep(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  const { givenName, familyName, gender, partyLabel, panelNumber, status, date } = input;
  return db().$transaction(async (tx) => {
    const ballot = await ballotOf(tx, input);
    if (!ballot.ok) return ballot;
    const ballotId = ballot.value.id;
    const name = `${givenName} ${familyName}`;
    const [twin] = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM candidacy c JOIN person p ON p.id = c.person_id WHERE c.ballot_id = ${ballotId}::uuid AND p.key = search_key(${name}) LIMIT 1`;
    if (twin && !input.isHomonym) return refuse("same-name-here");
    if (panelNumber && (await tx.candidacy.count({ where: { ballotId, panelNumber } })) > 0)
      return refuse("panel-taken");
    const about = { givenName, familyName, createdAt: ctx.now, ...(gender ? { gender } : {}) };
    const person = await tx.person.create({ data: about, select: { id: true } });
    const more = { ...(partyLabel ? { partyLabel } : {}), ...(panelNumber ? { panelNumber } : {}) };
    const candidacy = await tx.candidacy.create({
      data: { ballotId, personId: person.id, status, source: input.sourceTitle, createdAt: ctx.now, ...more },
      select: { id: true, publicId: true },
    });
    const fact = { candidacyId: candidacy.id, status, date, createdAt: ctx.now, ...said(input) };
    await tx.candidacyEvent.create({ data: fact, select: { id: true } });
    const subject = { kind: "candidacy", id: candidacy.id };
    await record(tx, ctx, {
      action: "elections.add-candidacy",
      subject,
      after: { name, status, source: input.sourceTitle },
    });
    return done({ publicId: candidacy.publicId });
  });
}
