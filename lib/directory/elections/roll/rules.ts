import type { Locale } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import type { PublicElection } from "../../queries";
import { areaTitle, ballotPath, fullName, personPath } from "../../rules";
import { type Site, stableId } from "../../structured/rules";
import type { ListedPerson, RollEntry } from "./queries";

interface Held {
  readonly election: PublicElection;
  readonly roll: readonly RollEntry[];
}

type Item = Readonly<Record<string, unknown>>;

const day = (date: Date) => date.toISOString().slice(0, 10);
const GENDERS: Readonly<Record<string, string>> = { f: "female", m: "male" };

function once<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function popoloPerson(person: ListedPerson, { origin, locale }: Site): Item {
  return {
    id: stableId(origin, "people", person.publicId),
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    sort_name: `${person.familyName} ${person.givenName}`,
    ...(GENDERS[person.gender ?? ""] ? { gender: GENDERS[person.gender ?? ""] } : {}),
    identifiers: [{ scheme: "signataires", identifier: person.publicId }],
    links: [{ url: `${origin}/${locale}${personPath(person)}` }],
  };
}

const areaId = ({ scheme, code }: { readonly scheme: string; readonly code: string }) =>
  `area/${scheme}/${code}`;
const postId = (election: PublicElection, code: string) => `election/${election.slug}/${code}`;
const partyId = (slug: string) => `organization/${slug}`;

function popoloAreas({ area }: RollEntry, locale: Locale): readonly Item[] {
  const { parent } = area;
  return [
    ...(parent ? [{ id: areaId(parent), name: parent.name, identifier: parent.code }] : []),
    {
      id: areaId(area),
      name: areaTitle(area, locale),
      identifier: area.code,
      classification: area.level,
      ...(parent ? { parent_id: areaId(parent) } : {}),
    },
  ];
}

// Who stands for nobody else, or for several, is said to stand on behalf of none: that is not ours to choose.
function popoloMemberships(entry: RollEntry, { election }: Held, { origin, locale }: Site): readonly Item[] {
  const { publicId, person, substitute, area, parties, status } = entry;
  const [nominating, ...others] = parties.filter(({ kind }) => kind === "nomination");
  const behalf = nominating && others.length === 0 ? { on_behalf_of_id: partyId(nominating.slug) } : {};
  const id = stableId(origin, "candidacies", publicId);
  const common = {
    post_id: postId(election, area.code),
    ...behalf,
  };
  const label = `${fullName(person)}, ${areaTitle(area, locale)}`;
  const own = {
    id,
    person_id: stableId(origin, "people", person.publicId),
    role: "candidate",
    label,
    status,
    ...common,
  };
  if (!substitute) return [own];
  const beside = { person_id: stableId(origin, "people", substitute.publicId), role: "substitute" };
  return [own, { id: `${id}#substitute`, ...beside, label: fullName(substitute), status, ...common }];
}

function popoloEvents({ election }: Held, locale: Locale): readonly Item[] {
  const { slug, kind, rounds } = election;
  const name = localized(election.name, locale).text;
  const [first, last] = [rounds[0], rounds.at(-1)];
  const span = first && last ? { start_date: day(first.date), end_date: day(last.date) } : {};
  return [
    { id: `election/${slug}`, name, classification: `${kind}-election`, ...span },
    ...rounds.map(({ number, date }) => ({
      id: `election/${slug}/round/${number}`,
      name: `${name}, ${number}`,
      classification: "round",
      parent_id: `election/${slug}`,
      start_date: day(date),
      end_date: day(date),
    })),
  ];
}

/** An election as Popolo has it: persons, parties, candidacies as memberships of a post, areas and polling days. */
export function popoloOf(held: Held, site: Site): string {
  const { election, roll } = held;
  const { locale, origin } = site;
  const people = roll.flatMap(({ person, substitute }) => (substitute ? [person, substitute] : [person]));
  const contests = once(roll, ({ area }) => area.code);
  return JSON.stringify({
    persons: once(people, ({ publicId }) => publicId).map((person) => popoloPerson(person, site)),
    organizations: once(
      roll.flatMap(({ parties }) => parties),
      ({ slug }) => slug,
    ).map(({ slug, name }) => ({
      id: partyId(slug),
      name,
      classification: "party",
      links: [{ url: `${origin}/${locale}/organizations/${slug}` }],
    })),
    memberships: roll.flatMap((entry) => popoloMemberships(entry, held, site)),
    posts: contests.map(({ area, seats }) => ({
      id: postId(election, area.code),
      label: areaTitle(area, locale),
      role: "seat",
      area_id: areaId(area),
      seats,
      links: [{ url: `${origin}/${locale}${ballotPath(election.slug, area.code)}` }],
    })),
    areas: once(
      contests.flatMap((entry) => popoloAreas(entry, locale)),
      ({ id }) => String(id),
    ),
    events: popoloEvents(held, locale),
  });
}

/** The columns of Democracy Club's candidates, in their order: the core ones and those that are known here. */
export const CLUB_COLUMNS = [
  "person_id",
  "person_name",
  "election_id",
  "ballot_paper_id",
  "election_date",
  "election_current",
  "by_election",
  "party_name",
  "party_id",
  "post_id",
  "post_label",
  "cancelled_poll",
  "seats_contested",
  "votes_cast",
  "elected",
  "gender",
] as const;

const truth = (is: boolean) => (is ? "True" : "False");

/** "legislatives-2022.78-07.2022-06-12": one contest of one day, as they name it. */
export function ballotPaperId(
  election: PublicElection,
  { area, firstDay }: Pick<RollEntry, "area" | "firstDay">,
) {
  return [election.slug, area.code.toLowerCase(), firstDay].filter(Boolean).join(".");
}

/** The rows of those who still stand. An election is current until somebody is elected. */
export function clubRows(
  { election, roll }: Held,
  locale: Locale,
): readonly (readonly (string | number)[])[] {
  const isCurrent = !roll.some(({ isElected }) => isElected);
  const standing = roll.filter(({ status }) => status === "announced" || status === "standing");
  return standing.map((entry) => {
    const { person, area, parties, partyLabel, seats, votes, isElected } = entry;
    const nominating = parties.filter(({ kind }) => kind === "nomination");
    return [
      person.publicId,
      fullName(person),
      election.slug,
      ballotPaperId(election, entry),
      entry.firstDay ?? "",
      truth(isCurrent),
      truth(election.kind === "by_election"),
      nominating.map(({ name }) => name).join(" / ") || (partyLabel ?? ""),
      nominating.map(({ slug }) => slug).join(" / "),
      area.code,
      areaTitle(area, locale),
      truth(false),
      seats,
      votes ?? "",
      isCurrent ? "" : truth(isElected),
      GENDERS[person.gender ?? ""] ?? "",
    ];
  });
}
