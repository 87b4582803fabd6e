import type { PublicForm } from "../queries";
import type { Standing, StatusCounts } from "../standing/rules";
import { countStatuses } from "../standing/rules";
import type { ListedCandidacy, PublicTurnout, RoundResult } from "./queries";

/** What is known of one ticket on one form; the substitute's own standing beside, never counted as hers. */
export interface TicketStanding {
  readonly formId: string;
  readonly candidate: Standing;
  readonly substitute: Standing | null;
}

export interface ShownTicket extends ListedCandidacy {
  readonly standings: readonly TicketStanding[];
}

export interface FormCount {
  readonly form: PublicForm;
  readonly counts: StatusCounts;
  readonly total: number;
}

/** Whether a ticket still stands: the others are shown, and not counted. */
export function isStanding({ status }: Pick<ListedCandidacy, "status">): boolean {
  return status === "announced" || status === "standing";
}

/** How many of the standing candidates did what, form by form. */
export function formCounts(
  forms: readonly PublicForm[],
  tickets: readonly ShownTicket[],
): readonly FormCount[] {
  const standing = tickets.filter(isStanding);
  return forms.map((form) => {
    const statuses = standing.flatMap(({ standings }) =>
      standings.filter(({ formId }) => formId === form.id).map(({ candidate }) => candidate.status),
    );
    return { form, counts: countStatuses(statuses), total: standing.length };
  });
}

/** The form that the address asks for, else the first published. */
export function chosenForm<F extends { readonly slug: string }>(
  forms: readonly F[],
  asked: string | null,
): F | null {
  return forms.find(({ slug }) => slug === asked) ?? forms[0] ?? null;
}

/** A candidate's share of the votes cast in a round, in per cent; as published, else computed; null where unknown. */
export function shareOf(result: RoundResult, turnouts: readonly PublicTurnout[]): number | null {
  if (result.share !== null) return result.share;
  const cast = turnouts.find(({ round }) => round === result.round)?.cast;
  return cast && result.votes !== null ? (result.votes / cast) * 100 : null;
}

/** The rounds that have results, in order. */
export function roundsWithResults(tickets: readonly Pick<ListedCandidacy, "results">[]): readonly number[] {
  return [...new Set(tickets.flatMap(({ results }) => results.map(({ round }) => round)))].sort(
    (a, b) => a - b,
  );
}
