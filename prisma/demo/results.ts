import type { Chance } from "./chance";
import { PARTIES } from "./parties";
import type { Sheets } from "./sheets";
import type { Ticket } from "./tickets";

/** The count of one ballot in one round; returns its tickets, most votes first. */
function count(
  chance: Chance,
  sheets: Sheets,
  areaId: string,
  round: 1 | 2,
  tickets: readonly Ticket[],
  registered: number,
) {
  const voters = Math.round(registered * (0.44 + chance.share() * 0.1));
  const [blank, spoilt] = [Math.round(voters * 0.017), Math.round(voters * 0.006)];
  const cast = voters - blank - spoilt;
  const weights = tickets.map(
    ({ party }) => (0.3 + chance.share()) * (3 + (PARTIES.find((one) => one === party)?.seats ?? 0)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  const votes = weights.map((weight) => Math.floor((cast * weight) / sum));
  votes[0] = (votes[0] ?? 0) + cast - votes.reduce((a, b) => a + b, 0);
  const ranked = tickets
    .map((ticket, at) => ({ ticket, votes: votes[at] ?? 0 }))
    .sort((a, b) => b.votes - a.votes);
  for (const [at, one] of ranked.entries())
    sheets.add("result", one.ticket.id, round, areaId, one.votes, round === 2 && at === 0);
  const ballotId = tickets[0]?.ballotId ?? "";
  sheets.add("turnout", ballotId, round, areaId, registered, voters, blank, spoilt, cast);
  return ranked.map(({ ticket }) => ticket);
}

/** Two rounds in each constituency of an election that is over; returns who was elected. */
export function results(
  chance: Chance,
  sheets: Sheets,
  tickets: readonly Ticket[],
  ids: ReadonlyMap<string, string>,
): ReadonlySet<Ticket> {
  const elected = new Set<Ticket>();
  const ballots = new Map<string, Ticket[]>();
  for (const ticket of tickets) ballots.set(ticket.area, [...(ballots.get(ticket.area) ?? []), ticket]);
  for (const [area, all] of ballots) {
    const standing = all.filter(({ status }) => status === "standing");
    const registered = chance.between(48_000, 92_000);
    const areaId = ids.get(area) ?? "";
    const ranked = count(chance, sheets, areaId, 1, standing, registered);
    const [winner] = count(chance, sheets, areaId, 2, ranked.slice(0, 2), registered);
    if (winner) elected.add(winner);
  }
  return elected;
}
