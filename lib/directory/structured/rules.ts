import type { Locale, LocalizedText } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToText } from "@/lib/core/markdown";
import type { PublicVersion } from "@/lib/forms/schema";
import type { PublicNomination } from "../ballots/queries";
import { fullName, type Named, personPath } from "../rules";
import { hasEvent, type Standing } from "../standing/rules";

/** Where a page stands: its origin and language. */
export interface Site {
  readonly origin: string;
  readonly locale: Locale;
}

type Thing = Readonly<Record<string, unknown>>;

/** The name for ever of a person or a signature: no language and no name of hers is in it. */
export function stableId(origin: string, kind: "people" | "candidacies" | "signatures", id: string): string {
  return kind === "signatures" ? `${origin}/badges/${id}.svg#signature` : `${origin}/fr/${kind}/${id}`;
}

const party = ({ slug, party: name }: PublicNomination, { origin, locale }: Site): Thing => ({
  "@type": "Organization",
  "@id": `${origin}/fr/organizations/${slug}`,
  name,
  url: `${origin}/${locale}/organizations/${slug}`,
});

/** A person as schema.org says it: never her birth, her sex or an address. */
export function personThing(person: Named, site: Site, nominations: readonly PublicNomination[] = []): Thing {
  const standing = nominations.filter(({ status }) => status === "announced" || status === "confirmed");
  return {
    "@type": "Person",
    "@id": stableId(site.origin, "people", person.publicId),
    name: fullName(person),
    givenName: person.givenName,
    familyName: person.familyName,
    url: `${site.origin}/${site.locale}${personPath(person)}`,
    ...(standing.length > 0 ? { affiliation: standing.map((one) => party(one, site)) } : {}),
  };
}

/** A published version: the very words, with the hash that receipts name. */
export function versionThing(version: PublicVersion, site: Site, isWhole: boolean): Thing {
  const { origin, locale } = site;
  const title = localized(version.title, locale);
  const words = version.themes.flatMap(({ engagements }) =>
    engagements.map(
      ({ title: head, text }) =>
        `${localized(head, locale).text}. ${markdownToText(localized(text, locale).text)}`,
    ),
  );
  return {
    "@type": "CreativeWork",
    "@id": versionId(version, origin),
    name: title.text,
    abstract: markdownToText(localized(version.introduction, locale).text),
    url: `${origin}/${locale}/forms/${version.slug}/versions/${version.number}`,
    version: String(version.number),
    inLanguage: title.lang,
    datePublished: version.publishedAt.toISOString(),
    author: version.authors.map(({ slug, name }) => ({
      "@type": "NGO",
      "@id": `${origin}/fr/organizations/${slug}`,
      name,
      url: `${origin}/${locale}/organizations/${slug}`,
    })),
    identifier: { "@type": "PropertyValue", propertyID: "SHA-256", value: version.hash },
    ...(isWhole ? { text: words.join("\n\n") } : {}),
  };
}

function versionId({ slug, number }: Pick<PublicVersion, "slug" | "number">, origin: string): string {
  return `${origin}/fr/forms/${slug}/versions/${number}`;
}

const COMPLETED = "https://schema.org/CompletedActionStatus";
const POTENTIAL = "https://schema.org/PotentialActionStatus";

/** One signature: who endorsed which words, when, and what became of it. None where nothing was promised or it was set aside. */
export function endorsement(
  standing: Standing,
  about: {
    readonly person: Named;
    readonly formSlug: string;
    readonly page: string;
    readonly status: string;
  },
  { origin }: Site,
): Thing | null {
  const { signature, status, count } = standing;
  if (!signature || !count || count.yes === 0) return null;
  const withdrawn = signature.events.find(({ kind }) => kind === "withdrawn");
  const isSure = status === "signed" || status === "partly" || hasEvent(signature, "withdrawn");
  return {
    "@type": "EndorseAction",
    "@id": stableId(origin, "signatures", signature.publicId),
    agent: { "@id": stableId(origin, "people", about.person.publicId) },
    object: {
      "@id": versionId({ slug: about.formSlug, number: signature.version }, origin),
      "@type": "CreativeWork",
    },
    startTime: signature.signedAt.toISOString(),
    ...(withdrawn ? { endTime: withdrawn.at.toISOString() } : {}),
    actionStatus: isSure ? COMPLETED : POTENTIAL,
    description: `${about.status}, ${count.yes}/${count.total}`,
    url: about.page,
  };
}

interface DataFile {
  readonly path: string;
  readonly type: string;
}

/** The figures behind a page, and the files that hold them. */
export function datasetThing(
  about: {
    readonly name: LocalizedText;
    readonly description: string;
    readonly path: string;
    readonly updatedAt: Date | null;
    /** First and last day, where it is about a time. */
    readonly days?: readonly Date[];
    readonly files: readonly DataFile[];
  },
  { origin, locale }: Site,
): Thing {
  const here = `${origin}/${locale}`;
  const days = (about.days ?? []).map((day) => day.toISOString().slice(0, 10));
  return {
    "@type": "Dataset",
    "@id": `${origin}/fr${about.path}#data`,
    name: localized(about.name, locale).text,
    description: about.description,
    url: `${here}${about.path}`,
    inLanguage: locale,
    isAccessibleForFree: true,
    license: `${here}/legal`,
    creator: { "@type": "Organization", name: "Signataires", url: origin },
    ...(about.updatedAt ? { dateModified: about.updatedAt.toISOString() } : {}),
    ...(days.length > 0 ? { temporalCoverage: [...new Set([days[0], days.at(-1)])].join("/") } : {}),
    distribution: about.files.map(({ path, type }) => ({
      "@type": "DataDownload",
      encodingFormat: type,
      contentUrl: `${here}${path}`,
    })),
  };
}
