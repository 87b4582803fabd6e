import { stringify } from "csv-stringify/sync";
import type { DocumentSpec, Visit } from "@/lib/core/document";
import type { DownloadSpec } from "@/lib/core/download";

import {
  type Heir,
  publicAreasOf,
  publicHeirs,
  publicSource,
  publicVersion,
  publicVersionNumbered,
  publicVersions,
} from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import {
  type PublicElection,
  type PublicForm,
  publicElections,
  publicForms,
  publicFormsOf,
} from "../queries";
import { areaTitle, byCode, candidacyPath } from "../rules";
import { type CountedForm, publicCountedForms, publicElectionStandings } from "../standing/queries";
import { countsOf, lastKnownOf, type StatusCounts, totalOf } from "../standing/rules";
import { countersignedSentences, delegateSentences, disputeWords, levelWords } from "../ui/standing-words";
import {
  type AnswerCount,
  publicAnswerCounts,
  publicDepartments,
  publicSignatories,
  publicVersionCounts,
} from "./queries";
import { type CountedDepartment, type FilteredSignatories, filtered, pageOf, signersBy } from "./rules";
import { type SignatoriesFilter, signatoriesFilter } from "./schema";
import { FormPage } from "./ui/form";
import { FormsPage } from "./ui/forms";
import { VersionPage } from "./ui/version";

type Params = Record<string, string>;
type Versions = readonly { readonly number: number; readonly hash: string; readonly publishedAt: Date }[];

export interface FormView {
  readonly version: PublicVersion;
  readonly form: PublicForm;
  readonly versions: Versions;
  readonly versionCounts: ReadonlyMap<number, number>;
  readonly counts: StatusCounts;
  readonly candidacies: number;
  readonly answers: readonly AnswerCount[];
  readonly filter: SignatoriesFilter;
  readonly signatories: FilteredSignatories;
  readonly departments: readonly { readonly code: string; readonly name: string }[];
  /** Every department of the election with its signers, in the order of codes. */
  readonly departmentCounts: readonly CountedDepartment[];
  /** When the latest fact of these figures became known. */
  readonly updatedAt: Date | null;
  /** The words of each version, to say what changed. */
  readonly texts: readonly PublicVersion[];
  /** The version of an earlier form from which this one was begun. */
  readonly source: PublicVersion | null;
  readonly heirs: readonly Heir[];
  /** Of a local variant. */
  readonly areas: readonly string[];
}

function filterOf(search: URLSearchParams): SignatoriesFilter {
  return signatoriesFilter.parse(Object.fromEntries(search));
}

/** A form: its text, how many said what, and the table of those who answered. */
export async function loadForm({ params, search }: Visit<Params>): Promise<FormView | null> {
  const version = await publicVersion(slugOnly(params.slug));
  if (!version) return null;
  const [all, departmentsOfElection, forms, versions, versionCounts, standings, source, heirs, areas] =
    await Promise.all([
      publicSignatories(version.formId),
      publicDepartments(version.election.id),
      publicForms(version.election.id),
      publicVersions(version.slug),
      publicVersionCounts(version.formId),
      publicElectionStandings(version.election.id, [version.formId]),
      publicSource(version.formId),
      publicHeirs(version.formId),
      publicAreasOf(version.formId),
    ]);
  const form = forms.find(({ id }) => id === version.formId);
  if (!form) return null;
  const counted = all.filter(({ standing }) => standing.status === "signed" || standing.status === "partly");
  const answers = await publicAnswerCounts(
    version.formId,
    version.id,
    counted.map(({ candidacyId }) => candidacyId),
  );
  const departments = new Map(
    all.flatMap(({ area }) => (area.parent ? [[area.parent.code, area.parent.name]] : [])),
  );
  const filter = filterOf(search);
  const texts = await Promise.all(
    versions.slice(0, MOST_VERSIONS).map(({ number }) => publicVersionNumbered(version.slug, number)),
  );
  return {
    version,
    source,
    heirs,
    areas,
    texts: texts.filter((text) => text !== null),
    departmentCounts: signersBy(departmentsOfElection, all),
    form,
    versions,
    versionCounts,
    updatedAt: lastKnownOf(version.formId, standings),
    counts: countsOf(version.formId, standings),
    candidacies: totalOf(version.formId, standings),
    answers,
    filter,
    signatories: pageOf(all, filter),
    departments: [...departments]
      .map(([code = "", name = ""]) => ({ code, name }))
      .sort((a, b) => byCode(a.code, b.code)),
  };
}

/** Older versions are listed without what they changed. */
const MOST_VERSIONS = 6;

/** A slug of an address, or one that nothing has: a form's id opens nothing in public addresses. */
export function slugOnly(slug: string | undefined): string {
  return slug && /^[a-z0-9-]{1,100}$/.test(slug) && !/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(slug) ? slug : "-";
}

export const formDocument: DocumentSpec<Params, FormView> = { load: loadForm, view: FormPage };

const HEADS = [
  "family-name",
  "given-name",
  "area-code",
  "area",
  "department",
  "status",
  "yes",
  "total",
  "version",
  "signed-at",
  "level",
  "channel",
  "delegate",
  "countersigned",
  "log-index",
  "contestable-until",
  "dispute",
  "receipt",
  "verify",
  "address",
] as const;

/** Exactly the rows of the filtered table, all pages; cells that a spreadsheet would run are neutralised. */
export const signatoriesDownload: DownloadSpec = {
  async load({ params, search, frame }) {
    const version = await publicVersion(slugOnly(params.slug));
    if (!version) return null;
    const { t, locale, origin } = frame;
    const voice = { t, locale, timeZone: version.timeZone };
    const rows = filtered(await publicSignatories(version.formId), filterOf(search)).map(
      ({ person, area, standing, publicId }) => [
        person.familyName,
        person.givenName,
        area.code,
        areaTitle(area, locale),
        area.parent?.name ?? "",
        t(`components.status.${standing.status}`),
        standing.count?.yes ?? "",
        standing.count?.total ?? "",
        standing.signature?.version ?? "",
        standing.signature?.signedAt.toISOString() ?? "",
        standing.signature?.level ?? "",
        standing.signature ? levelWords(t, standing.signature) : "",
        standing.signature ? delegateSentences(standing.signature, { t }).join(" ") : "",
        standing.signature ? countersignedSentences(standing.signature, voice).join(" ") : "",
        standing.signature?.logIndex ?? "",
        standing.signature?.contestableUntil?.toISOString() ?? "",
        standing.signature ? disputeWords(t, standing.signature) : "",
        standing.signature ? `${origin}/${locale}/signatures/${standing.signature.publicId}/receipt.zip` : "",
        standing.signature ? `${origin}/${locale}/verify` : "",
        `${origin}/${locale}${candidacyPath(publicId, person)}`,
      ],
    );
    const heads = HEADS.map((head) => t(`directory.csv.${head}`));
    const body = stringify([heads, ...rows], {
      bom: true,
      delimiter: locale === "fr" ? ";" : ",",
      record_delimiter: "windows",
      escape_formulas: true,
    });
    return { body, contentType: "text/csv; charset=utf-8", fileName: `${version.slug}-${locale}.csv` };
  },
};

export interface VersionView {
  readonly version: PublicVersion;
  /** The version before, or for the first one the earlier form from which it was begun. */
  readonly before: PublicVersion | null;
  readonly latest: number;
  readonly signatures: number;
}

/** One published version: its text, and what changed since the version before. */
export async function loadVersion({ params }: Visit<Params>): Promise<VersionView | null> {
  const slug = slugOnly(params.slug);
  const number = Number(params.number);
  const [version, previous, versions] = await Promise.all([
    publicVersionNumbered(slug, number),
    publicVersionNumbered(slug, number - 1),
    publicVersions(slug),
  ]);
  if (!version || String(number) !== params.number) return null;
  const before = number === 1 ? await publicSource(version.formId) : previous;
  const counts = await publicVersionCounts(version.formId);
  return { version, before, latest: versions[0]?.number ?? number, signatures: counts.get(number) ?? 0 };
}

export const versionDocument: DocumentSpec<Params, VersionView> = { load: loadVersion, view: VersionPage };

export interface FormsView {
  readonly elections: readonly {
    readonly election: PublicElection;
    readonly forms: readonly CountedForm[];
  }[];
}

export const formsDocument: DocumentSpec<Params, FormsView> = {
  async load() {
    const elections = await publicElections();
    const forms = await publicFormsOf(elections.map(({ id }) => id));
    const held = elections.filter(({ id }) => forms.get(id)?.length);
    return {
      elections: await Promise.all(
        held.map(async (election) => ({
          election,
          forms: await publicCountedForms(election.id, forms.get(election.id) ?? []),
        })),
      ),
    };
  },
  view: FormsPage,
};
