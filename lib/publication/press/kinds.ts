import { z } from "zod";
import type { DocumentSpec, Visit } from "@/lib/core/document";
import { isMoved, render, written } from "@/lib/core/document";
import type { DownloadSpec } from "@/lib/core/download";
import type { Locale } from "@/lib/core/i18n/locale";
import { LOCALES } from "@/lib/core/i18n/locale";
import { comparisonDocument } from "@/lib/directory/ballots/comparing/documents";
import { comparePath, themeSlug } from "@/lib/directory/ballots/comparing/rules";
import { constituencyDocument } from "@/lib/directory/ballots/documents";
import { candidacyDocument } from "@/lib/directory/candidacies/documents";
import { changesDocument } from "@/lib/directory/changes/documents";
import {
  ballotFeed,
  electionFeed,
  formFeed,
  organizationFeed,
  siteFeed,
} from "@/lib/directory/changes/feeds/documents";
import { feedPath } from "@/lib/directory/changes/rules";
import { calendarDownload } from "@/lib/directory/elections/calendar/documents";
import {
  constituenciesDocument,
  electionDocument,
  electionsDocument,
} from "@/lib/directory/elections/documents";
import { clubDownload, popoloDownload } from "@/lib/directory/elections/roll/documents";
import { builderDocument, constituencyEmbed, formEmbed } from "@/lib/directory/embedding/documents";
import { departmentDocument, departmentsDocument, indexPart } from "@/lib/directory/finder/listing/documents";
import { indexPath, listingPath } from "@/lib/directory/finder/listing/rules";
import {
  formDocument,
  formsDocument,
  signatoriesDownload,
  versionDocument,
} from "@/lib/directory/forms/documents";
import { pledgesDownload } from "@/lib/directory/forms/pledges/documents";
import { homeDocument } from "@/lib/directory/home/documents";
import { organizationDocument } from "@/lib/directory/organizations/documents";
import { outlinesDownload } from "@/lib/directory/outlines/documents";
import {
  accessibilityDocument,
  legalDocument,
  methodDocument,
  privacyDocument,
  proofDocument,
  robots,
  sitemap,
} from "@/lib/directory/pages/documents";
import { personDocument } from "@/lib/directory/people/documents";
import { yearsDocument } from "@/lib/directory/people/years/documents";
import { placeDocument } from "@/lib/directory/places/documents";
import { ballotPath, candidacyPath, personPath, placePath } from "@/lib/directory/rules";
import { verifyDocument } from "@/lib/proof/verifying/documents";
import { badgeDocument } from "@/lib/signatures/badge/documents";
import { awayDocument } from "../documents";
import type { Thing, ThingKind } from "../rules";
import { LeadPage } from "../ui/lead";

type Params = Record<string, string>;
type Body = string | Uint8Array;

/** Where a page of a thing lies, without the language, and what its door reads from that address. */
export interface Place {
  readonly path: string;
  readonly params: Params;
}

/** A kind of file of the public site: where it lies for each thing, and how it is made. */
export interface Kind {
  readonly of: ThingKind;
  readonly at: (thing: Thing) => readonly Place[];
  readonly make: (visit: Visit<Params>) => Promise<Body | null>;
  readonly extension: "" | ".html";
  /** Empty for what is the same in every language and lies under none. */
  readonly locales: readonly Locale[];
}

type At = (params: Readonly<Record<string, string>>) => readonly (string | Place)[];

function placed(at: At): Kind["at"] {
  return ({ params }) =>
    at(params).map((place) => (typeof place === "string" ? { path: place, params: { ...params } } : place));
}

/** A page that leads to another: without a server that redirects, the reader's browser does. */
function lead<V>(of: ThingKind, at: At, spec: DocumentSpec<Params, V>): Kind {
  const make = async (visit: Visit<Params>) => {
    const view = await spec.load(visit);
    return view && isMoved(view)
      ? render(LeadPage({ frame: visit.frame, to: view.moved }))
      : written(spec, visit);
  };
  return { of, at: placed(at), make, extension: ".html", locales: LOCALES };
}

/** A document: the very one that its door shows. */
function page<V>(of: ThingKind, at: At, spec: DocumentSpec<Params, V>): Kind {
  return { of, at: placed(at), make: (visit) => written(spec, visit), extension: ".html", locales: LOCALES };
}

/** A file in each language: the very one that its door hands out. */
function file(of: ThingKind, at: At, spec: DownloadSpec): Kind {
  const make = async (visit: Visit<Params>) => {
    const made = await spec.load(visit);
    return made === null || typeof made === "string" ? null : made.body;
  };
  return { of, at: placed(at), make, extension: "", locales: LOCALES };
}

/** The Atom feed of a page, beneath it; the same as JSON is made when asked, because a signature is to rewrite few files. */
function feed(
  of: ThingKind,
  page: (params: Params) => string,
  { atom }: { readonly atom: DownloadSpec },
): Kind {
  return file(of, (params) => [feedPath(page({ ...params }), "atom")], atom);
}

/** A file that is the same in every language, from a door that reads nothing of what asks. */
function common(path: string, door: () => Promise<Response>): Kind {
  const make = async () => new Uint8Array(await (await door()).arrayBuffer());
  return { of: "site", at: placed(() => [path]), make, extension: "", locales: [] };
}

/** A part of an index, the same in every language. */
function part(of: ThingKind, at: At, made: (params: Params) => Promise<string | null>): Kind {
  return { of, at: placed(at), make: ({ params }) => made(params), extension: "", locales: [] };
}

const named = ({ publicId = "", givenName = "", familyName = "" }: Readonly<Record<string, string>>) => ({
  publicId,
  givenName,
  familyName,
  gender: null,
});

const beneathPerson =
  (beneath: string): At =>
  (params) => {
    const place = withId(personPath(named(params)));
    return [{ ...place, path: `${place.path}${beneath}` }];
  };

const withId = (path: string): Place => ({ path, params: { id: path.slice(path.lastIndexOf("/") + 1) } });

const versions: At = ({ slug = "", numbers = "" }) =>
  numbers
    .split(" ")
    .map((number) => ({ path: `/forms/${slug}/versions/${number}`, params: { slug, number } }));

const asked = z.array(
  z.strictObject({ slug: z.string(), themes: z.array(z.partialRecord(z.enum(LOCALES), z.string())) }),
);

/** All candidacies of a ballot side by side, on each form that asks them and on each of its themes; the first form needs no name. */
const comparisons: At = ({ slug = "", area = "", forms = "[]" }) =>
  asked.parse(JSON.parse(forms)).flatMap((form, at) => {
    const formSlug = at === 0 ? null : form.slug;
    const where = { electionSlug: slug, areaCode: area, formSlug };
    const named = formSlug ? { form: formSlug } : {};
    return [
      { path: comparePath(where), params: { slug, area, ...named } },
      ...form.themes.map((title) => ({
        path: comparePath(where, { title }),
        params: { slug, area, ...named, theme: themeSlug({ title }) },
      })),
    ];
  });

/** Every kind of file of the public site. */
export const KINDS: readonly Kind[] = [
  page("site", () => [""], homeDocument),
  page("site", () => ["/elections"], electionsDocument),
  lead("site", () => ["/constituencies"], constituenciesDocument),
  page("site", () => ["/forms"], formsDocument),
  page("site", () => ["/method"], methodDocument),
  page("site", () => ["/method/proof"], proofDocument),
  page("site", () => ["/legal"], legalDocument),
  page("site", () => ["/privacy"], privacyDocument),
  page("site", () => ["/accessibility"], accessibilityDocument),
  page("site", () => ["/verify"], verifyDocument),
  page("site", () => ["/embed"], builderDocument),
  page("site", () => ["/changes"], changesDocument),
  page("site", () => ["/away"], awayDocument),
  common("/robots.txt", robots),
  common("/sitemap.xml", sitemap),
  page("election", ({ slug }) => [`/elections/${slug}`], electionDocument),
  file("election", ({ slug }) => [`/elections/${slug}/outlines.json`], outlinesDownload),
  file("election", ({ slug }) => [`/elections/${slug}/calendar.ics`], calendarDownload),
  file("roll", ({ slug }) => [`/elections/${slug}/popolo.json`], popoloDownload),
  file("roll", ({ slug }) => [`/elections/${slug}/democracy-club.csv`], clubDownload),
  page("ballot", ({ slug = "", area = "" }) => [ballotPath(slug, area)], constituencyDocument),
  page("ballot", comparisons, comparisonDocument),
  page("ballot", ({ slug = "", area = "" }) => [`/embed${ballotPath(slug, area)}`], constituencyEmbed),
  page("place", ({ scheme = "", code = "" }) => [placePath({ scheme, code })], placeDocument),
  page("site", () => [listingPath()], departmentsDocument),
  page(
    "finder",
    ({ code = "" }) => [{ path: listingPath(code), params: { department: code } }],
    departmentDocument,
  ),
  part(
    "names",
    ({ shard = "" }) => [indexPath(shard)],
    ({ shard = "" }) => indexPart(shard),
  ),
  page("form", ({ slug }) => [`/forms/${slug}`], formDocument),
  page("form", versions, versionDocument),
  page("form", ({ slug }) => [`/embed/forms/${slug}`], formEmbed),
  file("form", ({ slug }) => [`/forms/${slug}/signatories.csv`], signatoriesDownload),
  file("form", ({ slug }) => [`/forms/${slug}/pledges.csv`], pledgesDownload),
  page("organization", ({ slug }) => [`/organizations/${slug}`], organizationDocument),
  page(
    "candidacy",
    (params) => [withId(candidacyPath(params.publicId ?? "", named(params)))],
    candidacyDocument,
  ),
  page("person", (params) => [withId(personPath(named(params)))], personDocument),
  page("person", beneathPerson("/years"), yearsDocument),
  page(
    "signature",
    ({ publicId = "" }) => [{ path: `/badges/${publicId}`, params: { id: publicId } }],
    badgeDocument,
  ),
  feed("site", () => "/changes", siteFeed),
  feed("election", ({ slug }) => `/elections/${slug}`, electionFeed),
  feed("ballot", ({ slug = "", area = "" }) => ballotPath(slug, area), ballotFeed),
  feed("form", ({ slug }) => `/forms/${slug}`, formFeed),
  feed("organization", ({ slug }) => `/organizations/${slug}`, organizationFeed),
];
