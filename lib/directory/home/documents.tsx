import type { DocumentSpec } from "@/lib/core/document";
import { needsSetup } from "@/lib/organizations/queries";
import { publicBallots } from "../elections/queries";
import { type CountedBallot, counted } from "../elections/rules";
import { publicHasOutlines } from "../outlines/queries";
import { type PublicElection, publicCurrentElection, publicForms } from "../queries";
import { type CountedForm, publicElectionStandings } from "../standing/queries";
import { countsOf, lastKnownOf, totalOf } from "../standing/rules";
import { type LatestFact, publicExample, publicLatestFacts } from "./queries";
import { HomePage } from "./ui/home";

export interface HomeView {
  /** null on an instance that has no election yet. */
  readonly election: PublicElection | null;
  readonly candidacies: number;
  readonly forms: readonly CountedForm[];
  readonly ballots: readonly CountedBallot[];
  readonly latest: readonly LatestFact[];
  /** Whether outlines are known on which a reader's device can find itself. */
  readonly hasOutlines: boolean;
  readonly example: { readonly name: string; readonly postcode: string } | null;
}

/** The home page: the current election, its forms with their figures, and the latest facts. */
export async function loadHome(): Promise<HomeView> {
  const election = await publicCurrentElection();
  if (!election)
    return {
      election,
      candidacies: 0,
      forms: [],
      ballots: [],
      latest: [],
      hasOutlines: false,
      example: null,
    };
  const [forms, ballots, latest, example, hasOutlines] = await Promise.all([
    publicForms(election.id),
    publicBallots(election.id),
    publicLatestFacts(election.id),
    publicExample(),
    publicHasOutlines(election.id),
  ]);
  const known = await publicElectionStandings(
    election.id,
    forms.map(({ id }) => id),
  );
  return {
    election,
    candidacies: known.candidacies,
    forms: forms.map((form) => ({
      form,
      candidacies: totalOf(form.id, known),
      counts: countsOf(form.id, known),
      updatedAt: lastKnownOf(form.id, known),
    })),
    ballots: counted(ballots, known.acts, null),
    latest,
    hasOutlines,
    example,
  };
}

export const homeDocument: DocumentSpec<Record<string, string>, HomeView> = {
  load: async ({ locale }) =>
    (await needsSetup()) ? { moved: `/${locale}/setup`, status: 303 } : loadHome(),
  view: HomePage,
};
