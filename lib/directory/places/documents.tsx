import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { type ListedCandidacy, publicBallot, publicTickets } from "../ballots/queries";
import { type FormCount, formCounts, isStanding, type ShownTicket } from "../ballots/rules";
import { publicBallots } from "../elections/queries";
import { type CountedBallot, counted, withVariants } from "../elections/rules";
import {
  type PublicElection,
  type PublicForm,
  publicAskedElsewhere,
  publicCurrentElection,
  publicElection,
  publicForms,
  publicVariants,
} from "../queries";
import { ballotPath, neutralOrder } from "../rules";
import { publicElectionStandings, publicStandings } from "../standing/queries";
import {
  type Neighbours,
  type Part,
  type PublicPlace,
  publicContested,
  publicNeighbours,
  publicParts,
  publicPlace,
  type Whole,
} from "./queries";
import { PlacePage } from "./ui/place";

type Params = Record<string, string>;

/** A possible constituency of a split commune, with all its candidates where the reader asked for all. */
export interface PossibleBallot extends Whole {
  readonly count: FormCount | null;
  readonly tickets: readonly ShownTicket[];
  /** What else lies there; null where the place is all of it. */
  readonly neighbours: Neighbours | null;
}

export interface PlaceView {
  readonly election: PublicElection;
  readonly place: PublicPlace;
  readonly form: PublicForm | null;
  /** The constituencies that may be the reader's; empty for a department or a constituency. */
  readonly possible: readonly PossibleBallot[];
  readonly isAll: boolean;
  /** Whether the candidates of the possible constituencies are told. */
  readonly isCounted: boolean;
  /** The reader came by an address, which does not decide in a split commune. */
  readonly isStreet: boolean;
  /** Of a department. */
  readonly ballots: readonly CountedBallot[];
  /** Of a constituency. */
  readonly parts: readonly Part[];
}

async function electionOf(asked: string | null): Promise<PublicElection | null> {
  return (asked && (await publicElection(asked))) || publicCurrentElection();
}

/** A commune, department, country or constituency; one constituency leads there at once. */
export async function loadPlace(visit: Visit<Params>): Promise<PlaceView | Moved | null> {
  const { params, search, locale } = visit;
  const [place, election] = await Promise.all([
    publicPlace(params.scheme ?? "", params.code ?? ""),
    electionOf(search.get("election")),
  ]);
  if (!place || !election) return null;
  const codes = place.wholes.map(({ area }) => area.code);
  const contested = await publicContested(election.id, codes);
  const wholes = place.wholes.filter(({ area }) => contested.has(area.code));
  const [only] = wholes;
  if (only && wholes.length === 1) {
    return { moved: `/${locale}${ballotPath(election.slug, only.area.code)}`, status: 303 };
  }
  const isAll = search.get("all") === "1";
  const isStreet = search.get("street") === "1";
  const forms = await publicForms(election.id);
  // An unassigned borough only points to its city's constituencies: else one signature would change twenty such pages.
  const isCounted = place.isAssigned || isAll;
  const shared = { election, place, form: forms[0] ?? null, isAll, isStreet, isCounted };
  if (wholes.length > 1) {
    return {
      ...shared,
      possible: await possibleBallots(election, forms, place, { wholes, isCounted }),
      ballots: [],
      parts: [],
    };
  }
  const isSeat = place.area.scheme === election.areaScheme;
  const [ballots, parts] = await Promise.all([
    isSeat ? [] : countedBallots(election, forms, place),
    isSeat ? publicParts(place.id) : [],
  ]);
  return { ...shared, possible: [], ballots, parts };
}

async function countedBallots(election: PublicElection, forms: readonly PublicForm[], place: PublicPlace) {
  const ballots = await publicBallots(election.id, place.area.code);
  if (ballots.length === 0) return [];
  const known = await publicElectionStandings(
    election.id,
    forms.map(({ id }) => id),
  );
  const [form] = forms;
  const told = form ? withVariants(known, form.id, await publicVariants(form.id)) : known;
  return counted(ballots, told.acts, form?.id ?? null);
}

async function possibleBallots(
  election: PublicElection,
  forms: readonly PublicForm[],
  { id: placeId }: Pick<PublicPlace, "id">,
  { wholes, isCounted }: { readonly wholes: readonly Whole[]; readonly isCounted: boolean },
): Promise<readonly PossibleBallot[]> {
  const codes = wholes.map(({ area }) => area.code);
  const [neighbours, ...listed] = await Promise.all([
    publicNeighbours(placeId, election.areaScheme, codes),
    ...(isCounted ? codes : []).map((code) => ticketsIn(election, code)),
  ]);
  const ids = listed.flat().map(({ id }) => id);
  const [known, elsewhere] = await Promise.all([publicStandings(ids), publicAskedElsewhere(ids)]);
  return wholes.map((whole, index) => {
    const [first] = listed[index] ?? [];
    const asking = forms.filter(({ id }) => !elsewhere.has(`${id} ${first?.id}`));
    const tickets = neutralOrder((listed[index] ?? []).filter(isStanding)).candidacies.map((ticket) => ({
      ...ticket,
      standings: asking.map(({ id }) => ({
        formId: id,
        candidate: known.of(id, ticket.id, "candidate"),
        substitute: null,
      })),
    }));
    const beside = neighbours.get(whole.area.code) ?? null;
    return { ...whole, neighbours: beside, tickets, count: formCounts(asking, tickets)[0] ?? null };
  });
}

async function ticketsIn(election: PublicElection, code: string): Promise<readonly ListedCandidacy[]> {
  const ballot = await publicBallot(election.id, code);
  return ballot ? publicTickets(ballot.id) : [];
}

export const placeDocument: DocumentSpec<Params, PlaceView> = { load: loadPlace, view: PlacePage };
