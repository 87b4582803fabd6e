import type { Visit } from "@/lib/core/document";
import type { DownloadSpec } from "@/lib/core/download";
import { localized } from "@/lib/core/i18n/locale";
import { publicVersion } from "@/lib/forms/queries";
import { publicBallot } from "../../ballots/queries";
import { slugOnly } from "../../forms/documents";
import { publicOrganization } from "../../organizations/queries";
import { publicElection } from "../../queries";
import { areaTitle, ballotPath } from "../../rules";
import { publicBeginning, publicChanges } from "../queries";
import { feedPath, type Scope } from "../rules";
import { detailsOf, pageOf, sentenceOf } from "../ui/words";
import { atomOf, jsonFeedOf } from "./rules";

type Asked = Visit<Record<string, string>>;

/** What a feed follows: its facts, its page without the language, and its name. */
interface Subject {
  readonly scope: Scope;
  readonly page: string;
  readonly name: string;
}

type SubjectOf = (visit: Asked) => Promise<Subject | null>;

const ofForm: SubjectOf = async ({ params, locale }) => {
  const version = await publicVersion(slugOnly(params.slug));
  if (!version) return null;
  const name = localized(version.title, locale).text;
  return { scope: { kind: "form", id: version.formId }, page: `/forms/${version.slug}`, name };
};

const ofElection: SubjectOf = async ({ params, locale }) => {
  const election = await publicElection(params.slug ?? "");
  if (!election) return null;
  const name = localized(election.name, locale).text;
  return { scope: { kind: "election", id: election.id }, page: `/elections/${election.slug}`, name };
};

const ofBallot: SubjectOf = async ({ params, locale }) => {
  const election = await publicElection(params.slug ?? "");
  const ballot = election && (await publicBallot(election.id, params.area ?? ""));
  if (!election || !ballot) return null;
  const name = `${areaTitle(ballot.area, locale)}, ${localized(election.name, locale).text}`;
  return {
    scope: { kind: "ballot", id: ballot.id },
    page: ballotPath(election.slug, ballot.area.code),
    name,
  };
};

const ofOrganization: SubjectOf = async ({ params }) => {
  const organization = await publicOrganization(slugOnly(params.slug));
  if (!organization) return null;
  const { id, kind, slug, name } = organization;
  return { scope: { kind, id }, page: `/organizations/${slug}`, name };
};

const ofSite: SubjectOf = async ({ frame }) => ({
  scope: { kind: "all", id: null },
  page: "/changes",
  name: frame.t("directory.changes.site"),
});

async function made(visit: Asked, subject: Subject, kind: "atom" | "json"): Promise<string> {
  const { frame, locale } = visit;
  const { t, origin } = frame;
  const changes = await publicChanges(subject.scope);
  const here = `${origin}/${locale}`;
  const told = {
    title: t("directory.changes.feed", { name: subject.name }),
    description: t("directory.changes.feed-description", { name: subject.name }),
    page: `${here}${subject.page}`,
    origin,
    locale,
    author: "Signataires",
    updated: changes[0]?.at ?? (await publicBeginning(subject.scope)),
    entries: changes.map((change) => ({
      key: change.key,
      title: sentenceOf(change, frame),
      details: detailsOf(change, frame),
      link: `${here}${pageOf(change)}`,
      at: change.at,
    })),
  };
  const own = `${here}${feedPath(subject.page, kind)}`;
  return kind === "atom" ? atomOf(told, own) : jsonFeedOf(told, own);
}

const TYPES = { atom: "application/atom+xml; charset=utf-8", json: "application/feed+json; charset=utf-8" };

const feed = (subjectOf: SubjectOf, kind: "atom" | "json"): DownloadSpec => ({
  async load(visit) {
    const subject = await subjectOf(visit);
    if (!subject) return null;
    const body = await made(visit, subject, kind);
    return { body, contentType: TYPES[kind], fileName: `feed.${kind}`, isShown: true };
  },
});

const both = (subjectOf: SubjectOf) => ({ atom: feed(subjectOf, "atom"), json: feed(subjectOf, "json") });

/** The newest 100 public facts of each, as Atom and as JSON Feed. */
export const formFeed = both(ofForm);
export const electionFeed = both(ofElection);
export const ballotFeed = both(ofBallot);
export const organizationFeed = both(ofOrganization);
export const siteFeed = both(ofSite);
