import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { partyNamed } from "@/lib/organizations/parties/commands";
import { addNomination } from "../commands";
import { whyNotFact, whyNotNominate } from "../rules";
import type { NominateByName } from "../schema";
import type { ContestEventInput, ContestInput } from "./schema";

type NominateRefusal =
  | "not-allowed"
  | "future-date"
  | "no-such-candidacy"
  | "no-such-party"
  | "unknown-party"
  | "already-nominated";

/** A party's nomination or support, the party by its name; one that is not known yet is made where asked. */
export async function nominateByName(
  ctx: Ctx,
  input: NominateByName,
): Promise<Result<{ id: string }, NominateRefusal>> {
  const no = whyNotNominate(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  const { party: name, isNew, ...rest } = input;
  const party = await db().$transaction((tx) => partyNamed(ctx, { tx, name, mayMake: isNew === "on" }));
  return party.ok ? addNomination(ctx, { ...rest, organizationId: party.value.id }) : party;
}

function factOf({
  kind,
  date,
  otherDate,
  until,
  note,
  sourceTitle,
  sourceUrl,
}: ContestEventInput | ContestInput) {
  return {
    kind,
    date,
    sourceTitle,
    ...(otherDate ? { otherDate } : {}),
    ...(until ? { until } : {}),
    ...(note ? { note } : {}),
    ...(sourceUrl ? { sourceUrl } : {}),
  };
}

/** Who of the ballot each contender is, by her whole name; the others stay as the source writes them. */
async function addContenders(
  tx: Tx,
  of: { contestId: string; ballotId: string },
  { contenders }: ContestInput,
) {
  const names = contenders.map(({ name }) => name);
  const known = await tx.$queryRaw<{ name: string; id: string }[]>`
    SELECT n.name, min(p.id::text) AS id FROM unnest(${names}::text[]) AS n (name) JOIN person p ON p.key = search_key(n.name)
    JOIN candidacy c ON c.person_id = p.id AND c.ballot_id = ${of.ballotId}::uuid GROUP BY 1 HAVING count(*) = 1`;
  const ids = new Map(known.map(({ name, id }) => [name, id]));
  const data = contenders.map(({ name, votes }) => {
    const personId = ids.get(name);
    return { contestId: of.contestId, votes, ...(personId ? { personId } : { label: name }) };
  });
  await tx.contender.createMany({ data });
}

/** Where a contest was counted, by the codes of its areas. */
async function placed(
  tx: Tx,
  { turnouts }: ContestInput,
): Promise<Result<{ areaId: string; registered: number | null; voters: number | null }[], "unknown-areas">> {
  const codes = turnouts.map(({ code }) => code);
  const areas = await tx.area.findMany({
    where: { code: { in: codes } },
    orderBy: { scheme: "asc" },
    select: { id: true, code: true },
  });
  const ids = new Map(areas.map(({ id, code }) => [code, id]));
  const unknown = codes.filter((code) => !ids.has(code));
  if (unknown.length > 0) return refuse("unknown-areas", { codes: unknown.slice(0, 5).join(", ") });
  return done(
    turnouts.map(({ code, registered, voters }) => ({ areaId: ids.get(code) ?? "", registered, voters })),
  );
}

type ContestRefusal = "not-allowed" | "future-date" | "no-such-candidacy" | "unknown-party" | "unknown-areas";

/** Records a party's internal vote on a ballot: contenders, turnout by area, and its first fact. */
export async function addContest(
  ctx: Ctx,
  input: ContestInput,
): Promise<Result<{ id: string }, ContestRefusal>> {
  const no = whyNotNominate(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const where = { id: input.candidacyId };
    const candidacy = await tx.candidacy.findUnique({ where, select: { ballotId: true } });
    if (!candidacy) return refuse("no-such-candidacy");
    const counted = await placed(tx, input);
    if (!counted.ok) return counted;
    const party = await partyNamed(ctx, { tx, name: input.party, mayMake: input.isNew === "on" });
    if (!party.ok) return party;
    const { ballotId } = candidacy;
    const { title, registered = null, voters = null } = input;
    const data = { organizationId: party.value.id, ballotId, title, registered, voters };
    const contest = await tx.nominationContest.create({ data, select: { id: true } });
    await addContenders(tx, { contestId: contest.id, ballotId }, input);
    await tx.contestTurnout.createMany({
      data: counted.value.map((row) => ({ ...row, contestId: contest.id })),
    });
    await tx.contestEvent.create({ data: { contestId: contest.id, ...factOf(input) }, select: { id: true } });
    const subject = { kind: "contest", id: contest.id };
    await record(tx, ctx, {
      action: "elections.contest",
      subject,
      after: { ballotId, title, source: input.sourceTitle },
    });
    return done(contest);
  });
}

/** Adds what happened to a contest since: frozen until, referred, decided, lifted. */
export async function addContestEvent(
  ctx: Ctx,
  input: ContestEventInput,
): Promise<Result<{ id: string }, "not-allowed" | "future-date" | "no-such-contest">> {
  const no = whyNotNominate(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  const { contestId } = input;
  return db().$transaction(async (tx) => {
    const select = { id: true } as const;
    if (!(await tx.nominationContest.findUnique({ where: { id: contestId }, select })))
      return refuse("no-such-contest");
    const event = await tx.contestEvent.create({ data: { contestId, ...factOf(input) }, select });
    const subject = { kind: "contest", id: contestId };
    const after = { kind: input.kind, source: input.sourceTitle };
    await record(tx, ctx, { action: "elections.contest-event", subject, after });
    return done(event);
  });
}
