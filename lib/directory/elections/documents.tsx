import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { chosenForm } from "../ballots/rules";
import {
  type PublicElection,
  type PublicForm,
  publicCurrentElection,
  publicElection,
  publicElections,
  publicForms,
  publicFormsOf,
  publicVariants,
} from "../queries";
import { type CountedForm, publicCountedForms, publicElectionStandings } from "../standing/queries";
import { countsOf, lastKnownOf, type StatusCounts, totalOf } from "../standing/rules";
import { publicBallots } from "./queries";
import { byDepartment, counted, type Department, withVariants } from "./rules";
import { ElectionPage } from "./ui/election";
import { ElectionsPage } from "./ui/elections";

type Params = Record<string, string>;

export interface ElectionView {
  readonly election: PublicElection;
  readonly forms: readonly PublicForm[];
  readonly chosen: PublicForm | null;
  readonly departments: readonly Department[];
  readonly candidacies: number;
  /** How many of each status on the chosen form, and when the latest of it became known. */
  readonly counts: StatusCounts | null;
  readonly updatedAt: Date | null;
  /** Local variants of the chosen form ask some areas in its place, and count there. */
  readonly hasVariants: boolean;
}

/** An election: its departments and constituencies, with how many of how many signed. */
export async function loadElection({ params, search }: Visit<Params>): Promise<ElectionView | null> {
  const election = await publicElection(params.slug ?? "");
  if (!election) return null;
  const [ballots, forms] = await Promise.all([publicBallots(election.id), publicForms(election.id)]);
  const chosen = chosenForm(forms, search.get("form"));
  const [all, variants] = await Promise.all([
    publicElectionStandings(
      election.id,
      forms.map(({ id }) => id),
    ),
    chosen ? publicVariants(chosen.id) : [],
  ]);
  const known = chosen ? withVariants(all, chosen.id, variants) : all;
  const departments = byDepartment(counted(ballots, known.acts, chosen?.id ?? null));
  return {
    election,
    forms,
    chosen,
    departments,
    candidacies: chosen ? totalOf(chosen.id, known) : known.candidacies,
    counts: chosen && countsOf(chosen.id, known),
    updatedAt: chosen && lastKnownOf(chosen.id, known),
    hasVariants: variants.length > 0,
  };
}

export const electionDocument: DocumentSpec<Params, ElectionView> = {
  load: loadElection,
  view: ElectionPage,
};

export interface ElectionsView {
  readonly elections: readonly {
    readonly election: PublicElection;
    readonly forms: readonly CountedForm[];
  }[];
}

async function loadElections(): Promise<ElectionsView> {
  const elections = await publicElections();
  const forms = await publicFormsOf(elections.map(({ id }) => id));
  const counted = elections.map(async (election) => ({
    election,
    forms: await publicCountedForms(election.id, forms.get(election.id) ?? []),
  }));
  return { elections: await Promise.all(counted) };
}

export const electionsDocument: DocumentSpec<Params, ElectionsView> = {
  load: loadElections,
  view: ElectionsPage,
};

/** "Constituencies" of the menu leads to those of the current election. */
export const constituenciesDocument: DocumentSpec<Params, ElectionsView> = {
  async load({ locale }): Promise<ElectionsView | Moved> {
    const current = await publicCurrentElection();
    return current ? { moved: `/${locale}/elections/${current.slug}`, status: 303 } : { elections: [] };
  },
  view: ElectionsPage,
};
