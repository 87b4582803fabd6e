import type { DocumentSpec, Visit } from "@/lib/core/document";
import { chosenForm } from "../ballots/rules";
import { slugOnly } from "../forms/documents";
import {
  type PublicElection,
  type PublicForm,
  publicAskedElsewhere,
  publicElections,
  publicFormsOf,
} from "../queries";
import { type CountedForm, publicCountedForms, publicStandings } from "../standing/queries";
import { type PublicOrganization, publicFormIdsOf, publicNominees, publicOrganization } from "./queries";
import { byName, hasSigned, type ListedNominee, type Paged, pageOf } from "./rules";
import { OrganizationPage } from "./ui/organization";

/** The candidacies of a party in one election, by name, with what they said to one form. */
export interface Nominees {
  readonly election: PublicElection;
  readonly form: PublicForm | null;
  readonly forms: readonly PublicForm[];
  readonly shown: Paged<ListedNominee>;
  /** Those still standing, and how many of them signed whole or in part. */
  readonly standing: number;
  readonly signed: number;
}

export interface OrganizationView {
  readonly organization: PublicOrganization;
  readonly forms: readonly { readonly counted: CountedForm; readonly election: PublicElection }[];
  readonly nominees: Nominees | null;
  /** Other elections in which it nominates. */
  readonly elsewhere: readonly PublicElection[];
}

async function load({
  params,
  search,
  locale,
}: Visit<Record<string, string>>): Promise<OrganizationView | null> {
  const organization = await publicOrganization(slugOnly(params.slug));
  if (!organization) return null;
  const [elections, ids, nominees] = await Promise.all([
    publicElections(),
    publicFormIdsOf(organization.id),
    publicNominees(organization.id),
  ]);
  const held = await publicFormsOf(elections.map(({ id }) => id));
  const own = elections.map(async (election) => {
    const written = (held.get(election.id) ?? []).filter(({ id }) => ids.includes(id));
    const counted = await publicCountedForms(election.id, written);
    return counted.map((one) => ({ counted: one, election }));
  });
  const forms = (await Promise.all(own)).flat();
  const nominating = elections.filter(({ id }) => nominees.some(({ electionId }) => electionId === id));
  const election = nominating.find(({ slug }) => slug === search.get("election")) ?? nominating[0];
  const elsewhere = nominating.filter((one) => one !== election);
  if (!election) return { organization, forms, nominees: null, elsewhere };
  const asked = held.get(election.id) ?? [];
  const form = chosenForm(asked, search.get("form"));
  const here = nominees.filter(({ electionId }) => electionId === election.id);
  const hereIds = here.map(({ id }) => id);
  const [known, askedElsewhere] = await Promise.all([
    publicStandings(hereIds),
    publicAskedElsewhere(hereIds),
  ]);
  const listed = byName(here, locale).map((nominee) => ({
    ...nominee,
    standing:
      form && !askedElsewhere.has(`${form.id} ${nominee.id}`)
        ? known.of(form.id, nominee.id, "candidate")
        : null,
  }));
  const standing = listed.filter(({ isStanding }) => isStanding);
  const signed = standing.filter((one) => one.standing && hasSigned(one.standing.status));
  const shown = pageOf(listed, search.get("page"));
  return {
    organization,
    forms,
    elsewhere,
    nominees: { election, form, forms: asked, shown, standing: standing.length, signed: signed.length },
  };
}

export const organizationDocument: DocumentSpec<Record<string, string>, OrganizationView> = {
  load,
  view: OrganizationPage,
};
