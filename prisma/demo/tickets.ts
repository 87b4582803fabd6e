import { slugOf } from "@/lib/core/slug";
import type { AreaFact } from "@/lib/places/schema";
import type { Chance } from "./chance";
import { aName, aProfession, type FullName } from "./names";
import { ALLIES, type DemoParty, PARTIES, UNAFFILIATED } from "./parties";
import type { Sheets } from "./sheets";

export interface DemoPerson extends FullName {
  readonly id: string;
  readonly publicId: string;
}

/** One ticket of the demonstration, as the rest of the seed needs it. */
export interface Ticket {
  readonly id: string;
  readonly publicId: string;
  readonly ballotId: string;
  readonly area: string;
  readonly person: DemoPerson;
  readonly substitute: DemoPerson | null;
  readonly panel: number;
  readonly party: DemoParty | null;
  /** A second party that supports the ticket. */
  readonly ally: DemoParty | null;
  readonly label: string;
  readonly isIncumbent: boolean;
  readonly status: "standing" | "withdrawn" | "invalidated";
}

const SOURCE = "Liste de démonstration";

class People {
  readonly #chance: Chance;
  readonly #sheets: Sheets;

  constructor(chance: Chance, sheets: Sheets) {
    this.#chance = chance;
    this.#sheets = sheets;
  }

  person(department: string, gender: "f" | "m", name?: FullName): DemoPerson {
    const chance = this.#chance;
    const full = name ?? aName(chance, department, gender);
    const person = { ...full, id: chance.uuid(), publicId: chance.shortId() };
    const month = String(chance.between(1, 12)).padStart(2, "0");
    const born = `${chance.between(1946, 2003)}-${month}-${String(chance.between(1, 28)).padStart(2, "0")}`;
    const { id, publicId, givenName, familyName } = person;
    const profession = aProfession(chance, full.gender);
    this.#sheets.add("person", id, publicId, givenName, familyName, full.gender, born, profession);
    return person;
  }
}

/** Who stands in one constituency: parties by their presence, then some without one. */
function standing(chance: Chance): { party: DemoParty | null; ally: DemoParty | null }[] {
  const present = PARTIES.filter((party) => chance.isBelow(party.presence));
  const absent = PARTIES.filter((party) => !present.includes(party));
  const withAllies = present.map((party) => {
    const ally = absent.find((other) => ALLIES[other.shortName] === party.shortName);
    return { party, ally: ally && chance.isBelow(0.7) ? ally : null };
  });
  const alone = chance.weighted(
    [0, 1, 2, 3, 4, 5].map((count) => [count, [16, 30, 24, 16, 9, 5][count] ?? 1] as const),
  );
  return [...withAllies, ...Array.from({ length: alone }, () => ({ party: null, ally: null }))];
}

function statusOf(chance: Chance): Ticket["status"] {
  const luck = chance.share();
  if (luck < 0.0025) return "withdrawn";
  return luck < 0.003 ? "invalidated" : "standing";
}

function incumbentOf(chance: Chance, entries: readonly { party: DemoParty | null }[]): number {
  if (chance.isBelow(0.22)) return -1;
  const held = chance.weighted(PARTIES.map((party) => [party.shortName, party.seats] as const));
  return entries.findIndex(({ party }) => party?.shortName === held);
}

function write(sheets: Sheets, ticket: Ticket): void {
  const { id, publicId, ballotId, person, substitute, panel, party, label, isIncumbent, status } = ticket;
  const nuance = party
    ? [party.shortName, `Nuance fictive : ${party.name}`]
    : ["SE", "Nuance fictive : sans étiquette"];
  const [code = "", nuanceLabel = ""] = nuance;
  const ids = [id, publicId, ballotId, person.id, substitute?.id ?? null];
  sheets.add("candidacy", ...ids, panel, code, nuanceLabel, label, isIncumbent, status, SOURCE);
}

function siteOf({ person, area, panel }: Ticket): string {
  return `https://${slugOf(`${person.givenName} ${person.familyName}`)}.example/${area.toLowerCase()}-${panel}`;
}

/** The tickets of one ballot, panel numbers drawn by lot; `twin` asks for two people of one name among them. */
export function ticketsOf(
  chance: Chance,
  sheets: Sheets,
  ballot: {
    id: string;
    area: AreaFact;
    twin: boolean;
    /** The tickets of the election before, some of whose people stand again. */
    before?: readonly Ticket[];
    elected?: ReadonlySet<Ticket>;
    /** No more tickets than these. */
    most?: number;
  },
): Ticket[] {
  const people = new People(chance, sheets);
  const department = ballot.area.code.split("-")[0] ?? "";
  const { before = [], elected } = ballot;
  const entries = chance.shuffled(standing(chance)).slice(0, ballot.most);
  const incumbent = elected ? -1 : incumbentOf(chance, entries);
  const tickets: Ticket[] = [];
  for (const [at, { party, ally }] of entries.entries()) {
    const gender = chance.isBelow(0.485) ? "f" : "m";
    const same = ballot.twin && at === 7 ? tickets[2]?.person : undefined;
    const former = party && before.find((one) => one.party === party && one.status === "standing");
    const isAgain = former ? chance.isBelow(elected?.has(former) ? 0.72 : 0.3) : false;
    const person =
      former && isAgain ? former.person : people.person(department, same?.gender ?? gender, same);
    const other = chance.isBelow(0.8) ? (person.gender === "f" ? "m" : "f") : person.gender;
    const ticket: Ticket = {
      id: chance.uuid(),
      publicId: chance.shortId(),
      ballotId: ballot.id,
      area: ballot.area.code,
      person,
      substitute: people.person(department, other),
      panel: at + 1,
      party,
      ally,
      label: party?.name ?? chance.pick(UNAFFILIATED),
      isIncumbent:
        at === incumbent ||
        (isAgain && former !== null && former !== undefined && elected?.has(former) === true),
      status: statusOf(chance),
    };
    tickets.push(ticket);
    write(sheets, ticket);
    // Two of three show a campaign site to everybody.
    // Who stands again keeps the site of then.
    if (at % 3 < 2 && !isAgain) sheets.add("person_identifier", "website", siteOf(ticket), person.id);
  }
  return tickets;
}
