import type { DocumentSpec, Visit } from "@/lib/core/document";
import { isLocale, type Locale, type LocalizedText } from "@/lib/core/i18n/locale";
import { publicVersion } from "@/lib/forms/queries";
import { type ConstituencyView, loadConstituency } from "../ballots/documents";
import type { ListedCandidacy } from "../ballots/queries";
import { type Contest, publicCandidacy } from "../candidacies/queries";
import { slugOnly } from "../forms/documents";
import { type PublicForm, publicElections, publicForms, publicFormsAsking, publicFormsOf } from "../queries";
import { idOf } from "../rules";
import { publicElectionStandings, publicStandings } from "../standing/queries";
import { countsOf, lastKnownOf, type Standing, type StatusCounts, totalOf } from "../standing/rules";
import { publicFramed } from "./queries";
import { type Framed, type Theme, targetOf, themeOf } from "./rules";
import { BuilderPage } from "./ui/builder";
import { CandidateEmbedPage, ConstituencyEmbedPage, FormEmbedPage } from "./ui/embeds";

type Params = Record<string, string>;

export interface FormEmbed {
  readonly form: PublicForm;
  readonly counts: StatusCounts;
  readonly candidacies: number;
  readonly updatedAt: Date | null;
  readonly theme: Theme;
}

/** `/embed/forms/{slug}` */
export const formEmbed: DocumentSpec<Params, FormEmbed> = {
  isFramed: true,
  view: FormEmbedPage,
  async load({ params, search }) {
    const version = await publicVersion(slugOnly(params.slug));
    if (!version) return null;
    const [forms, known] = await Promise.all([
      publicForms(version.election.id),
      publicElectionStandings(version.election.id, [version.formId]),
    ]);
    const form = forms.find(({ id }) => id === version.formId);
    if (!form) return null;
    return {
      form,
      counts: countsOf(form.id, known),
      candidacies: totalOf(form.id, known),
      updatedAt: lastKnownOf(form.id, known),
      theme: themeOf(search.get("theme")),
    };
  },
};

export type ConstituencyEmbed = ConstituencyView & { readonly theme: Theme };

/** `/embed/elections/{slug}/{area}` */
export const constituencyEmbed: DocumentSpec<Params, ConstituencyEmbed> = {
  isFramed: true,
  view: ConstituencyEmbedPage,
  async load(visit) {
    const view = await loadConstituency(visit);
    return view && { ...view, theme: themeOf(visit.search.get("theme")) };
  },
};

export interface CandidateEmbed {
  readonly ticket: ListedCandidacy;
  readonly contest: Contest;
  readonly forms: readonly { readonly form: PublicForm; readonly standing: Standing }[];
  readonly theme: Theme;
}

/** `/embed/candidates/{id}`: made when asked, because there are thousands. */
export const candidateEmbed: DocumentSpec<Params, CandidateEmbed> = {
  isFramed: true,
  view: CandidateEmbedPage,
  async load({ params, search }) {
    const id = idOf(params.id ?? "");
    const found = id && (await publicCandidacy(id));
    if (!found) return null;
    const { ticket, contest } = found;
    const [asking, known] = await Promise.all([
      publicFormsAsking(contest.ballotId),
      publicStandings([ticket.id]),
    ]);
    const forms = asking.map((form) => ({ form, standing: known.of(form.id, ticket.id, "candidate") }));
    return { ticket, contest, forms, theme: themeOf(search.get("theme")) };
  },
};

export interface Builder {
  /** Whether the address asks for something. */
  readonly asked: boolean;
  readonly page: string;
  readonly language: Locale;
  readonly theme: Theme;
  readonly framed: Framed | null;
  readonly forms: readonly { readonly slug: string; readonly title: LocalizedText }[];
}

async function loadBuilder({ search, locale, frame }: Visit<Params>): Promise<Builder> {
  const page = (search.get("page") ?? "").slice(0, 500);
  const said = search.get("lang") ?? "";
  const language = isLocale(said) ? said : locale;
  const theme = themeOf(search.get("theme"));
  const target = page ? targetOf(page, frame.origin) : null;
  const query = theme === "auto" ? "" : `?theme=${theme}`;
  const framed = target && (await publicFramed(target, { origin: frame.origin, locale: language, query }));
  const elections = await publicElections();
  const forms = await publicFormsOf(elections.map(({ id }) => id));
  return { asked: page !== "", page, language, theme, framed, forms: [...forms.values()].flat() };
}

/** `/embed`: what may be shown elsewhere, how it will look, and what to paste. */
export const builderDocument: DocumentSpec<Params, Builder> = {
  hasFrames: true,
  load: loadBuilder,
  view: BuilderPage,
};
