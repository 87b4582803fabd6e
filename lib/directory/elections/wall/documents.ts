import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { type LatestFact, publicLatestFacts } from "../../home/queries";
import {
  type PublicElection,
  type PublicForm,
  publicElection,
  publicForms,
  publicVariants,
} from "../../queries";
import { publicElectionStandings } from "../../standing/queries";
import { totalOf } from "../../standing/rules";
import { publicBallots } from "../queries";
import { withVariants } from "../rules";
import { publicElected } from "./queries";
import { wallPath } from "./rules";
import { WallPage } from "./ui/wall";

type Params = Record<string, string>;

/** A seat of the half circle: a constituency, and how many of its candidates signed. */
export interface Seat {
  readonly code: string;
  readonly signed: number;
  readonly isElectedSigned: boolean;
}

export interface WallView {
  readonly election: PublicElection;
  readonly form: PublicForm;
  readonly seats: readonly Seat[];
  readonly signed: number;
  readonly candidacies: number;
  /** How many are elected and how many of them signed; null until results are known. */
  readonly elected: { readonly count: number; readonly signed: number } | null;
  readonly latest: readonly LatestFact[];
  /** Whether the browser is to ask anew by itself. */
  readonly isLive: boolean;
}

async function loadWall({ params, locale, search }: Visit<Params>): Promise<WallView | Moved | null> {
  const election = await publicElection(params.slug ?? "");
  const forms = election ? await publicForms(election.id) : [];
  const form = params.form ? forms.find(({ slug }) => slug === params.form) : forms[0];
  if (!election || !form) return null;
  if (params.form && form === forms[0]) return { moved: `/${locale}${wallPath(election.slug)}`, status: 301 };
  const ids = forms.map(({ id }) => id);
  const [ballots, all, variants, elected, latest] = await Promise.all([
    publicBallots(election.id),
    publicElectionStandings(election.id, ids),
    publicVariants(form.id),
    publicElected(election.id),
    publicLatestFacts(election.id),
  ]);
  const known = withVariants(all, form.id, variants);
  const signatories = known.acts.filter(
    ({ formId, standing }) =>
      formId === form.id && (standing.status === "signed" || standing.status === "partly"),
  );
  const signers = new Set(signatories.map(({ candidacyId }) => candidacyId));
  const seats = ballots.map(({ area: { code } }) => ({
    code,
    signed: signatories.filter(({ areaCode }) => areaCode === code).length,
    isElectedSigned: signers.has(elected.get(code) ?? ""),
  }));
  const seated = seats.filter(({ isElectedSigned }) => isElectedSigned).length;
  return {
    election,
    form,
    seats,
    signed: signers.size,
    candidacies: totalOf(form.id, known),
    elected: elected.size > 0 ? { count: elected.size, signed: seated } : null,
    latest: latest.filter(({ kind }) => kind === "signed").slice(0, 3),
    isLive: search.has("live"),
  };
}

/** An evening's wall: a half circle that fills, read across a room. */
export const wallDocument: DocumentSpec<Params, WallView> = { load: loadWall, view: WallPage };
