import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { whyNotCreateElection } from "../rules";
import type { EditElectionInput } from "./schema";

type Refusal = "not-allowed" | "no-such-election" | "counted-round" | "nothing-to-change";

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

function isNamed(stored: unknown, { fr, en }: EditElectionInput["name"]): boolean {
  const known = new Map<string, unknown>(Object.entries({ ...Object(stored) }));
  return known.get("fr") === fr && known.get("en") === en;
}

/** Whether votes of a round are counted already: its day is a fact then. */
async function isCounted(tx: Tx, electionId: string, round: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM ballot b JOIN candidacy c ON c.ballot_id = b.id JOIN result r ON r.candidacy_id = c.id
      WHERE b.election_id = ${electionId}::uuid AND r.round = ${round}) AS found`;
  return row?.found ?? false;
}

/**
 * Changes an election's names and the days of its rounds; a second round is added where it had none. Refused where votes of a
 * round whose day would move are counted. The address stays: others link to it.
 */
export async function editElection(
  ctx: Ctx,
  { electionId, name, rounds }: EditElectionInput,
): Promise<Result<object, Refusal>> {
  const no = whyNotCreateElection(ctx);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM election WHERE id = ${electionId}::uuid FOR UPDATE`;
    const select = { number: true, pollingDate: true, closesAt: true } as const;
    const election = await tx.election.findUnique({
      where: { id: electionId },
      select: { name: true, rounds: { orderBy: { number: "asc" }, select } },
    });
    if (!election) return refuse("no-such-election");
    const wanted = [rounds.first, rounds.second].flatMap((date, at) =>
      date ? [{ number: at + 1, date }] : [],
    );
    const moved = wanted.filter(({ number, date }) => {
      const known = election.rounds.find((round) => round.number === number);
      return !known || dayOf(known.pollingDate) !== dayOf(date);
    });
    for (const { number } of moved)
      if (await isCounted(tx, electionId, number)) return refuse("counted-round");
    const before = { name: election.name, rounds: election.rounds.map((round) => dayOf(round.pollingDate)) };
    if (moved.length === 0 && isNamed(election.name, name)) return refuse("nothing-to-change");
    await tx.election.update({ where: { id: electionId }, data: { name }, select: { id: true } });
    const closesAt = election.rounds[0]?.closesAt ?? "20:00";
    for (const { number, date: pollingDate } of moved)
      await tx.electionRound.upsert({
        where: { electionId_number: { electionId, number } },
        create: { electionId, number, pollingDate, closesAt },
        update: { pollingDate },
        select: { id: true },
      });
    const days = wanted.map(({ date }) => dayOf(date));
    await record(tx, ctx, {
      action: "elections.edit",
      subject: { kind: "election", id: electionId },
      before: { rounds: before.rounds, names: JSON.stringify(before.name) },
      after: { rounds: days, names: JSON.stringify(name) },
    });
    return done({});
  });
}
