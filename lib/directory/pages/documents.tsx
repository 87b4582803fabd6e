import type { DocumentSpec } from "@/lib/core/document";
import { type PublicElection, publicCurrentElection, publicForms } from "../queries";
import { StandingPage, type StandingPageName } from "./ui/standing-page";

/** What a standing page may tell of this instance: who publishes it. */
export interface StandingPageView {
  readonly name: StandingPageName;
  readonly election: PublicElection | null;
  readonly authors: readonly { readonly slug: string; readonly name: string }[];
}

/** A page of settled text: method, legal notice, privacy, accessibility. */
function standingPage(name: StandingPageName): DocumentSpec<Record<string, string>, StandingPageView> {
  return {
    async load() {
      const election = await publicCurrentElection();
      const forms = election ? await publicForms(election.id) : [];
      const authors = new Map(forms.flatMap((form) => form.authors.map((author) => [author.slug, author])));
      return { name, election, authors: [...authors.values()] };
    },
    view: StandingPage,
  };
}

export const methodDocument = standingPage("method");
export const legalDocument = standingPage("legal");
export const privacyDocument = standingPage("privacy");
export const accessibilityDocument = standingPage("accessibility");

/** The page that answers every address that leads nowhere. */
export const nowhereDocument: DocumentSpec<Record<string, string>, never> = {
  load: async () => null,
  view: () => <></>,
};
