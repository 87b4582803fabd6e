import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import type { PublicForm } from "../queries";
import type { Standing, StatusCounts } from "../standing/rules";
import { countStatuses, NOTHING_KNOWN, standingOf } from "../standing/rules";
import type { GivenAnswer, ListedCandidacy, PublicTurnout, RoundResult } from "./queries";

/** An answer as stored → its mark. */
export const ANSWER_MARKS = { yes: "yes", with_reservation: "with-reservation", no: "no" } as const;

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

/** What a ticket's candidate did on a form; nothing known where nothing is. */
export function standingOn({ standings }: Pick<ShownTicket, "standings">, formId: string): Standing {
  return standings.find((one) => one.formId === formId)?.candidate ?? standingOf(NOTHING_KNOWN);
}

/** The standing candidacies that an address asks to compare, by public id, in the neutral order; two or three of them. */
export function comparedOf(
  tickets: readonly ShownTicket[],
  asked: readonly string[],
): readonly ShownTicket[] {
  const ids = new Set(asked.flatMap((one) => one.split(",")));
  const found = tickets.filter((ticket) => isStanding(ticket) && ids.has(ticket.publicId)).slice(0, 3);
  return found.length > 1 ? found : [];
}

/** The engagement that an address asks for by its position, or null. */
export function engagementOf({ themes }: PublicVersion, asked: string | null): Engagement | null {
  const all = themes.flatMap(({ engagements }) => engagements);
  return all.find(({ position }) => String(position) === asked) ?? null;
}

/** Answers given by candidacy and lineage; those of a signature that no longer stands are left out. */
export function answersOn(formId: string, tickets: readonly ShownTicket[], given: readonly GivenAnswer[]) {
  const shown = ["signed", "partly", "declined"];
  const counts = new Set(
    tickets.filter((ticket) => shown.includes(standingOn(ticket, formId).status)).map(({ id }) => id),
  );
  const held = new Map(given.map((answer) => [`${answer.candidacyId} ${answer.lineageId}`, answer]));
  return (ticketId: string, lineageId: string): GivenAnswer | null =>
    (counts.has(ticketId) && held.get(`${ticketId} ${lineageId}`)) || null;
}
