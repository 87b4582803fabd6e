import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { type ListedCandidacy, publicTicket } from "../ballots/queries";
import {
  type History,
  type PastCandidacy,
  type PublicPerson,
  publicCandidaciesOf,
  publicHistory,
  publicPerson,
} from "../candidacies/queries";
import { type PublicForm, publicAskedElsewhere, publicFormsOf } from "../queries";
import { idOf, personPath } from "../rules";
import { publicStandings } from "../standing/queries";
import type { Standing } from "../standing/rules";
import { publicRecordOf, type RecordedAnswer } from "./queries";
import { PersonPage } from "./ui/person";

/** One time that a person stood, with all that publicly happened to that ticket. */
export interface Stood extends PastCandidacy {
  readonly ticket: ListedCandidacy;
  readonly history: History;
  readonly standings: readonly { readonly form: PublicForm; readonly standing: Standing }[];
}

export interface PersonView {
  readonly person: PublicPerson;
  readonly candidacies: readonly Stood[];
  /** Everything answered, across elections and NGOs. */
  readonly record: readonly RecordedAnswer[];
}

/** The person whose page is visited, or one beneath it; an old name or a joined record leads to the present one. */
export async function personAt(
  visit: Visit<Record<string, string>>,
  beneath: string,
): Promise<PublicPerson | Moved | null> {
  const id = idOf(visit.params.id ?? "");
  const person = id && (await publicPerson(id));
  if (!person) return null;
  // Not for ever: a merge can be undone.
  if (person.mergedInto)
    return { moved: `/${visit.locale}${personPath(person.mergedInto)}${beneath}`, status: 303 };
  const path = `${personPath(person)}${beneath}`;
  if (visit.frame.path.split("?")[0] !== path) return { moved: `/${visit.locale}${path}`, status: 301 };
  return person;
}

async function loadPerson(visit: Visit<Record<string, string>>): Promise<PersonView | Moved | null> {
  const person = await personAt(visit, "");
  if (!person || "moved" in person) return person;
  const past = await publicCandidaciesOf(person.id);
  const [known, forms, record, elsewhere] = await Promise.all([
    publicStandings(past.map((candidacy) => candidacy.id)),
    publicFormsOf([...new Set(past.map(({ election }) => election.id))]),
    publicRecordOf(person.id),
    publicAskedElsewhere(past.map((candidacy) => candidacy.id)),
  ]);
  const candidacies = await Promise.all(
    past.map(async (candidacy) => {
      const [ticket, history] = await Promise.all([
        publicTicket(candidacy.publicId),
        publicHistory(candidacy.id),
      ]);
      const asking = (forms.get(candidacy.election.id) ?? []).filter(
        ({ id }) => !elsewhere.has(`${id} ${candidacy.id}`),
      );
      const standings = asking.map((form) => ({
        form,
        standing: known.of(form.id, candidacy.id, candidacy.role),
      }));
      return ticket ? { ...candidacy, ticket, history, standings } : null;
    }),
  );
  return { person, candidacies: candidacies.filter((one) => one !== null), record };
}

export const personDocument: DocumentSpec<Record<string, string>, PersonView> = {
  load: loadPerson,
  view: PersonPage,
};
