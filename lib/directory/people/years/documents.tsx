import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import type { PublicPerson } from "../../candidacies/queries";
import { publicStandings } from "../../standing/queries";
import type { Standing } from "../../standing/rules";
import { personAt } from "../documents";
import { publicSignedBy, type SignedOnce } from "./queries";
import { byYear } from "./rules";
import { YearsPage } from "./ui/years";

export interface SignedThen extends SignedOnce {
  readonly standing: Standing;
}

export interface YearsView {
  readonly person: PublicPerson;
  readonly years: readonly { readonly year: string; readonly signed: readonly SignedThen[] }[];
}

/** Everything that a person signed, year by year; nobody who signed nothing has such a page. */
async function loadYears(visit: Visit<Record<string, string>>): Promise<YearsView | Moved | null> {
  const person = await personAt(visit, "/years");
  if (!person || "moved" in person) return person;
  const signed = await publicSignedBy(person.id);
  if (signed.length === 0) return null;
  const known = await publicStandings([...new Set(signed.map(({ candidacyId }) => candidacyId))]);
  const standing = signed.map((one) => ({
    ...one,
    standing: known.of(one.formId, one.candidacyId, one.role),
  }));
  return { person, years: byYear(standing) };
}

export const yearsDocument: DocumentSpec<Record<string, string>, YearsView> = {
  load: loadYears,
  view: YearsPage,
};
