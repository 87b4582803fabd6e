import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import type { PublicVersion, Theme } from "@/lib/forms/schema";
import { type ConstituencyView, loadConstituency } from "../documents";
import { comparePath, themeSlug } from "./rules";
import { ComparePage } from "./ui/compare";

type Params = Record<string, string>;

export interface CompareView extends ConstituencyView {
  readonly chosen: NonNullable<ConstituencyView["chosen"]>;
  /** With the themes that the page shows. */
  readonly matrix: NonNullable<ConstituencyView["matrix"]>;
  readonly version: PublicVersion;
  /** The one theme that the address asks for, or null for all. */
  readonly theme: Theme | null;
  /** Where all themes are compared, and one of them; with the language. */
  readonly hrefOf: (theme?: Theme) => string;
}

/** Every candidacy of a contest on one form, engagement by engagement; null where nobody has answered. */
export async function loadComparison(visit: Visit<Params>): Promise<CompareView | Moved | null> {
  const { params, locale } = visit;
  const search = new URLSearchParams(params.form ? { form: params.form } : {});
  const view = await loadConstituency({ ...visit, search });
  if (!view?.chosen || !view.matrix) return null;
  const { chosen, matrix, election, ballot, forms } = view;
  const isFirst = forms[0]?.id === chosen.id;
  const where = { electionSlug: election.slug, areaCode: ballot.area.code };
  const hrefOf = (theme?: Theme) =>
    `/${locale}${comparePath({ ...where, formSlug: isFirst ? null : chosen.slug }, theme)}`;
  if (params.form && params.form !== chosen.slug) return null;
  const { version } = matrix;
  const theme = version.themes.find((one) => themeSlug(one) === params.theme) ?? null;
  if (params.theme && !theme) return null;
  if (params.form && isFirst) return { moved: hrefOf(theme ?? undefined), status: 301 };
  const shown = theme ? { ...version, themes: [theme] } : version;
  return { ...view, chosen, matrix: { ...matrix, version: shown }, version, theme, hrefOf };
}

export const comparisonDocument: DocumentSpec<Params, CompareView> = {
  load: loadComparison,
  view: ComparePage,
  // A reader's own answers are compared in the page: nothing there can be sent.
  isOffline: true,
};
