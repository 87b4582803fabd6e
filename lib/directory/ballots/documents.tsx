import type { DocumentSpec, Visit } from "@/lib/core/document";
import { publicSilence, type Silence } from "@/lib/elections/silence/queries";
import { publishedVersionFor } from "@/lib/forms/queries";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import { type PublicElection, type PublicForm, publicElection, publicFormsAsking } from "../queries";
import { neutralOrder } from "../rules";
import { publicStandings } from "../standing/queries";
import { publicChannels } from "../writing/queries";
import type { Channel } from "../writing/rules";
import { type Locator, locatorOf, tileLocatorOf } from "./map/rules";
import {
  type GivenAnswer,
  type Inhabited,
  type PublicBallot,
  publicAnswers,
  publicBallot,
  publicCommunes,
  publicShapes,
  publicTickets,
} from "./queries";
import { chosenForm, comparedOf, engagementOf, type ShownTicket } from "./rules";
import { ConstituencyPage } from "./ui/constituency";

type Params = Record<string, string>;

export interface ConstituencyView {
  readonly election: PublicElection;
  readonly ballot: PublicBallot;
  readonly forms: readonly PublicForm[];
  /** The form whose answer is the title; the others have their own count beneath. */
  readonly chosen: PublicForm | null;
  /** The text of the chosen form and who answered what, where somebody did. */
  readonly matrix: { readonly version: PublicVersion; readonly answers: readonly GivenAnswer[] } | null;
  /** The candidacies that the address sets side by side, two or three of them; else none. */
  readonly compared: readonly ShownTicket[];
  /** The one engagement that the address asks for. */
  readonly engagement: Engagement | null;
  readonly order: "panel" | "alphabet";
  readonly tickets: readonly ShownTicket[];
  readonly inhabited: Inhabited;
  readonly locator: Locator | null;
  /** Public pages, by candidacy. */
  readonly channels: ReadonlyMap<string, readonly Channel[]>;
  /** Nobody is prompted to speak up under election silence. */
  readonly silence: Silence | null;
}

/** The constituency of an election at this area's code, with every candidacy; null where there is no such contest. */
export async function loadConstituency({ params, search }: Visit<Params>): Promise<ConstituencyView | null> {
  const election = await publicElection(params.slug ?? "");
  const ballot = election && (await publicBallot(election.id, params.area ?? ""));
  if (!election || !ballot) return null;
  const [listed, forms, inhabited, shapes, silence] = await Promise.all([
    publicTickets(ballot.id),
    publicFormsAsking(ballot.id),
    publicCommunes(ballot.areaId),
    publicShapes(ballot.areaId),
    publicSilence(ballot.id),
  ]);
  const ids = listed.map(({ id }) => id);
  const [known, channels] = await Promise.all([publicStandings(ids), publicChannels(ids)]);
  const { order, candidacies } = neutralOrder(listed);
  const tickets = candidacies.map((ticket) => ({
    ...ticket,
    standings: forms.map(({ id }) => ({
      formId: id,
      candidate: known.of(id, ticket.id, "candidate"),
      substitute: ticket.substitute ? known.of(id, ticket.id, "substitute") : null,
    })),
  }));
  const chosen = chosenForm(forms, search.get("form"));
  const matrix = chosen ? await loadMatrix(chosen, tickets) : null;
  const { code, parent } = ballot.area;
  const locator = locatorOf(shapes, code) ?? tileLocatorOf(parent?.code ?? "");
  const compared = matrix ? comparedOf(tickets, search.getAll("compare")) : [];
  const engagement = matrix ? engagementOf(matrix.version, search.get("engagement")) : null;
  const shown = { election, ballot, forms, chosen, matrix, order, tickets, inhabited, locator, silence };
  return { ...shown, compared, engagement, channels };
}

async function loadMatrix(form: PublicForm, tickets: readonly ShownTicket[]) {
  const answered = tickets.filter(({ standings }) =>
    standings.some(({ formId, candidate }) => formId === form.id && candidate.count !== null),
  );
  if (answered.length === 0) return null;
  const [version, answers] = await Promise.all([
    publishedVersionFor(form.id),
    publicAnswers(
      form.id,
      answered.map(({ id }) => id),
    ),
  ]);
  return version && { version, answers };
}

export const constituencyDocument: DocumentSpec<Params, ConstituencyView> = {
  load: loadConstituency,
  view: ConstituencyPage,
};
