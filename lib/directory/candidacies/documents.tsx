import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { publicVersion } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import { type PublicScan, publicPagesOf } from "@/lib/signatures/paper/queries";
import type { ListedCandidacy } from "../ballots/queries";
import type { TicketStanding } from "../ballots/rules";
import { type PublicForm, publicFormsAsking } from "../queries";
import { candidacyPath, idOf } from "../rules";
import { publicStandings, type Role } from "../standing/queries";
import type { Standing } from "../standing/rules";
import {
  type Contest,
  type History,
  publicAnswersOf,
  publicCandidacy,
  publicHistory,
  type SignedAnswer,
} from "./queries";
import { CandidacyPage } from "./ui/candidacy";

type Params = Record<string, string>;

/** A signed text with its answers: exactly the words that were signed. */
export interface SignedText {
  readonly formId: string;
  readonly role: Role;
  readonly version: PublicVersion;
  readonly answers: readonly SignedAnswer[];
  readonly signatureId: string;
  /** The pictures of the paper, where it was signed on one. */
  readonly scans: readonly PublicScan[];
}

export interface CandidacyView {
  readonly ticket: ListedCandidacy;
  readonly contest: Contest;
  readonly forms: readonly PublicForm[];
  readonly standings: readonly TicketStanding[];
  readonly texts: readonly SignedText[];
  readonly history: History;
}

/** Where an address with an old name leads now; null where it is the present one. */
function movedTo(visit: Visit<Params>, path: string): Moved | null {
  const here = visit.frame.path.split("?")[0];
  return here === path ? null : { moved: `/${visit.locale}${path}`, status: 301 };
}

async function loadTexts(standings: readonly TicketStanding[]): Promise<readonly SignedText[]> {
  const signed = standings.flatMap(({ formId, candidate, substitute }) => [
    { formId, role: "candidate" as const, standing: candidate },
    ...(substitute ? [{ formId, role: "substitute" as const, standing: substitute }] : []),
  ]);
  const texts = await Promise.all(signed.map(loadText));
  return texts.filter((text) => text !== null);
}

// An erased signature keeps its date and loses its words.
async function loadText(one: { formId: string; role: Role; standing: Standing }): Promise<SignedText | null> {
  const { signature, count } = one.standing;
  if (!signature || !count) return null;
  const { publicId: signatureId, method } = signature;
  const given = await publicAnswersOf(signatureId);
  const version = given && (await publicVersion(given.versionId));
  if (!version) return null;
  const scans = method === "paper" ? await publicPagesOf(signatureId) : [];
  return { formId: one.formId, role: one.role, version, answers: given.answers, signatureId, scans };
}

/** A candidacy: what exactly was signed, when, how recognised, and its whole history. */
export async function loadCandidacy(visit: Visit<Params>): Promise<CandidacyView | Moved | null> {
  const id = idOf(visit.params.id ?? "");
  const found = id && (await publicCandidacy(id));
  if (!found) return null;
  const { ticket, contest } = found;
  const moved = movedTo(visit, candidacyPath(ticket.publicId, ticket.person));
  if (moved) return moved;
  const [forms, known, history] = await Promise.all([
    publicFormsAsking(contest.ballotId),
    publicStandings([ticket.id]),
    publicHistory(ticket.id),
  ]);
  const standings = forms.map((form) => ({
    formId: form.id,
    candidate: known.of(form.id, ticket.id, "candidate"),
    substitute: ticket.substitute ? known.of(form.id, ticket.id, "substitute") : null,
  }));
  return { ticket, contest, forms, standings, texts: await loadTexts(standings), history };
}

export const candidacyDocument: DocumentSpec<Params, CandidacyView> = {
  load: loadCandidacy,
  view: CandidacyPage,
};
