import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { publicSilence, type Silence } from "@/lib/elections/silence/queries";
import type { ListedCandidacy } from "../ballots/queries";
import { chosenForm } from "../ballots/rules";
import { type Contest, publicCandidacy } from "../candidacies/queries";
import { type PublicForm, publicFormsAsking } from "../queries";
import { idOf } from "../rules";
import { publicStandings } from "../standing/queries";
import type { Standing } from "../standing/rules";
import { type PartySite, publicChannels, publicPartySites } from "./queries";
import { type Channel, writePath, writingFor } from "./rules";
import { WritePage } from "./ui/write";

type Params = Record<string, string>;

/** What a reader may write on one form, and where. */
export interface WriteView {
  readonly ticket: ListedCandidacy;
  readonly contest: Contest;
  readonly form: PublicForm;
  readonly standing: Standing;
  /** null: there is nothing to ask and nothing to thank for. */
  readonly kind: "ask" | "thank" | null;
  readonly others: readonly PublicForm[];
  readonly channels: readonly Channel[];
  readonly parties: readonly PartySite[];
  /** Nobody is prompted to speak up under election silence. */
  readonly silence: Silence | null;
}

/** Writing to a candidate: the silent are asked, the signers thanked, by public channels alone. */
export async function loadWrite(visit: Visit<Params>): Promise<WriteView | Moved | null> {
  const id = idOf(visit.params.id ?? "");
  const found = id && (await publicCandidacy(id));
  if (!found) return null;
  const { ticket, contest } = found;
  const asked = visit.search.get("form");
  const forms = await publicFormsAsking(contest.ballotId);
  const form = chosenForm(forms, asked);
  if (!form) return null;
  const path = writePath(ticket.publicId, ticket.person, null);
  if (visit.frame.path.split("?")[0] !== path) {
    const query = form === forms[0] ? "" : `?form=${form.slug}`;
    return { moved: `/${visit.locale}${path}${query}`, status: 301 };
  }
  const [known, channels, parties, silence] = await Promise.all([
    publicStandings([ticket.id]),
    publicChannels([ticket.id]),
    publicPartySites(ticket.id),
    publicSilence(contest.ballotId),
  ]);
  const standing = known.of(form.id, ticket.id, "candidate");
  const wanted = writingFor(standing.status);
  // Nobody is pressed who can no longer answer.
  const kind = silence || (wanted === "ask" && !form.isOpen) ? null : wanted;
  const others = forms.filter((one) => one !== form);
  return {
    ticket,
    contest,
    form,
    standing,
    kind,
    others,
    channels: channels.get(ticket.id) ?? [],
    parties,
    silence,
  };
}

export const writeDocument: DocumentSpec<Params, WriteView> = { load: loadWrite, view: WritePage };
