const DAY = 24 * 60 * 60 * 1000;

/** Whether the last known poll of an election is past; an election without a date is still to come. */
export function isOver(rounds: readonly { readonly pollingDate: Date }[], now: Date): boolean {
  const last = Math.max(...rounds.map(({ pollingDate }) => pollingDate.getTime()));
  return rounds.length > 0 && last + DAY <= now.getTime();
}

export type CloneRefusal = "no-words" | "election" | "same-election" | "election-over";

/** Why a form cannot be taken up for an election: nothing of it is published, or there is nobody left to ask. */
export function whyNotClone(
  source: { readonly electionId: string; readonly isPublished: boolean },
  election: { readonly id: string; readonly rounds: readonly { readonly pollingDate: Date }[] } | null,
  now: Date,
): CloneRefusal | null {
  if (!source.isPublished) return "no-words";
  if (!election) return "election";
  if (election.id === source.electionId) return "same-election";
  return isOver(election.rounds, now) ? "election-over" : null;
}
