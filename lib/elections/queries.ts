import "server-only";
import { db } from "@/lib/core/db";
import type { Prisma } from "@/prisma/client/client";
import type { ContestEventKind, NominationStatus } from "@/prisma/client/enums";
import {
  castOf,
  displayName,
  inNeutralOrder,
  type NominationNow,
  newestFirst,
  nominationNow,
  orderOf,
  shareOf,
  type TurnoutCounts,
} from "./rules";

export interface Source {
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
}

const source = { sourceTitle: true, sourceUrl: true } as const satisfies Prisma.NominationEventSelect;
const party = { slug: true, name: true, shortName: true } as const satisfies Prisma.OrganizationSelect;
const person = { publicId: true, givenName: true, familyName: true } as const satisfies Prisma.PersonSelect;

/** An election with its rounds and the areas that vote otherwise, or null. Public. */
export async function publicElection(slug: string) {
  return db().election.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      kind: true,
      name: true,
      country: true,
      areaScheme: true,
      timeZone: true,
      parent: { select: { slug: true, name: true } },
      rounds: {
        orderBy: { number: "asc" },
        select: {
          number: true,
          pollingDate: true,
          closesAt: true,
          pollingDates: {
            orderBy: { area: { code: "asc" } },
            select: {
              pollingDate: true,
              closesAt: true,
              timeZone: true,
              area: { select: { code: true, name: true } },
            },
          },
        },
      },
    },
  });
}

export interface NominationView {
  readonly id: string;
  readonly kind: string;
  readonly party: { readonly slug: string; readonly name: string; readonly shortName: string | null };
  /** null while its only facts lie ahead. */
  readonly state: NominationNow | null;
  /** Newest first. */
  readonly events: readonly (Source & {
    readonly status: NominationStatus;
    readonly date: Date;
    readonly until: Date | null;
    readonly note: string | null;
  })[];
}

const nominationSelect = {
  id: true,
  kind: true,
  candidacyId: true,
  organization: { select: party },
  events: { select: { ...source, status: true, date: true, until: true, note: true, createdAt: true } },
} as const satisfies Prisma.NominationSelect;

/** The nominations of each candidacy with their timelines, parties in alphabetical order. Public. */
export async function publicNominations(
  candidacyIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly NominationView[]>> {
  const rows = await db().nomination.findMany({
    where: { candidacyId: { in: [...candidacyIds] } },
    orderBy: [{ organization: { name: "asc" } }, { id: "asc" }],
    select: nominationSelect,
  });
  const byCandidacy = new Map<string, NominationView[]>();
  for (const { candidacyId, organization, events, ...rest } of rows) {
    const timeline = newestFirst(events).map(({ createdAt: _, ...event }) => event);
    const view = { ...rest, party: organization, state: nominationNow(events, now), events: timeline };
    byCandidacy.set(candidacyId, [...(byCandidacy.get(candidacyId) ?? []), view]);
  }
  return byCandidacy;
}

export interface ContestView {
  readonly id: string;
  readonly title: string;
  readonly party: NominationView["party"];
  readonly registered: number | null;
  readonly voters: number | null;
  /** Where it was counted, by the code of the area. */
  readonly turnouts: readonly {
    readonly area: { readonly code: string; readonly name: string };
    readonly registered: number | null;
    readonly voters: number | null;
  }[];
  /** Most votes first: the count of a finished vote, not an order of candidacies. */
  readonly contenders: readonly {
    readonly name: string;
    readonly publicId: string | null;
    readonly votes: number | null;
  }[];
  /** In the order of their days; a second day given by the same source stands in `otherDate`. */
  readonly events: readonly (Source & {
    readonly kind: ContestEventKind;
    readonly date: Date;
    readonly otherDate: Date | null;
    readonly until: Date | null;
    readonly note: string | null;
  })[];
}

/** The parties' internal votes on whom to nominate on a ballot. Public. */
export async function publicContests(ballotId: string): Promise<readonly ContestView[]> {
  const rows = await db().nominationContest.findMany({
    where: { ballotId },
    orderBy: { organization: { name: "asc" } },
    select: {
      id: true,
      title: true,
      turnouts: {
        orderBy: { area: { code: "asc" } },
        select: { registered: true, voters: true, area: { select: { code: true, name: true } } },
      },
      registered: true,
      voters: true,
      organization: { select: party },
      contenders: {
        orderBy: [{ votes: { sort: "desc", nulls: "last" } }, { id: "asc" }],
        select: { label: true, votes: true, person: { select: person } },
      },
      events: {
        orderBy: [{ date: "asc" }, { id: "asc" }],
        select: { ...source, kind: true, date: true, otherDate: true, until: true, note: true },
      },
    },
  });
  return rows.map(({ organization, contenders, ...rest }) => ({
    ...rest,
    party: organization,
    contenders: contenders.map((one) => ({
      name: one.person ? displayName(one.person) : (one.label ?? ""),
      publicId: one.person?.publicId ?? null,
      votes: one.votes,
    })),
  }));
}

const ticketSelect = {
  id: true,
  publicId: true,
  panelNumber: true,
  nuanceCode: true,
  nuanceLabel: true,
  partyLabel: true,
  isIncumbent: true,
  status: true,
  person: { select: { ...person, gender: true } },
  substitute: { select: { ...person, gender: true } },
} as const satisfies Prisma.CandidacySelect;

/** The tickets of a ballot in the neutral order, with which order that is. Public. */
export async function publicTickets(ballotId: string) {
  const rows = await db().candidacy.findMany({ where: { ballotId }, select: ticketSelect });
  const named = rows.map((row) => ({
    ...row,
    givenName: row.person.givenName,
    familyName: row.person.familyName,
  }));
  const tickets = inNeutralOrder(named).map(({ givenName: _, familyName: __, ...ticket }) => ticket);
  return { order: orderOf(rows), tickets };
}

export interface CountView {
  readonly round: number;
  /** Where it was counted: the ballot's own area, or one inside it. */
  readonly area: { readonly code: string; readonly name: string; readonly level: string };
  /** null where the source gives no turnout. */
  readonly turnout:
    | (TurnoutCounts & { readonly registered: number | null; readonly valid: number | null })
    | null;
  /** In the neutral order; `share` is per cent of the valid votes, `isShareOnly` where the source gave nothing else. */
  readonly lines: readonly {
    readonly publicId: string;
    readonly name: string;
    readonly panelNumber: number | null;
    readonly votes: number | null;
    readonly share: number | null;
    readonly isShareOnly: boolean;
    readonly isElected: boolean;
  }[];
}

const place = { select: { code: true, name: true, level: true } } as const;

async function turnoutsOf(ballotId: string) {
  const rows = await db().turnout.findMany({
    where: { ballotId },
    select: {
      round: true,
      registered: true,
      voters: true,
      blank: true,
      spoilt: true,
      blankOrSpoilt: true,
      cast: true,
      area: place,
    },
  });
  return rows.map(({ round, area, ...turnout }) => ({
    round,
    area,
    turnout: { ...turnout, valid: castOf(turnout) },
  }));
}

async function votesOf(ballotId: string) {
  const rows = await db().result.findMany({
    where: { candidacy: { ballotId } },
    select: {
      round: true,
      votes: true,
      share: true,
      isElected: true,
      area: place,
      candidacy: { select: { publicId: true, panelNumber: true, person: { select: person } } },
    },
  });
  return rows.map(({ candidacy, share, ...rest }) => ({
    ...rest,
    share: share === null ? null : share.toNumber(),
    publicId: candidacy.publicId,
    panelNumber: candidacy.panelNumber,
    givenName: candidacy.person.givenName,
    familyName: candidacy.person.familyName,
  }));
}

/** The counts of a ballot by round, then by area. Public. */
export async function publicResults(ballotId: string): Promise<readonly CountView[]> {
  const [turnouts, votes] = await Promise.all([turnoutsOf(ballotId), votesOf(ballotId)]);
  const keyOf = (one: { round: number; area: { code: string } }) => `${one.round} ${one.area.code}`;
  const places = new Map(
    [...turnouts, ...votes].map(({ round, area }) => [keyOf({ round, area }), { round, area }]),
  );
  return [...places]
    .sort(([, a], [, b]) => a.round - b.round || (a.area.code < b.area.code ? -1 : 1))
    .map(([key, { round, area }]) => {
      const turnout = turnouts.find((one) => keyOf(one) === key)?.turnout ?? null;
      const own = inNeutralOrder(votes.filter((one) => keyOf(one) === key));
      const lines = own.map((one) => ({
        publicId: one.publicId,
        name: displayName(one),
        panelNumber: one.panelNumber,
        votes: one.votes,
        share: shareOf(one, turnout?.valid ?? null),
        isShareOnly: one.votes === null,
        isElected: one.isElected,
      }));
      return { round, area, turnout, lines };
    });
}

/**
 * Whether people of an election may be out of the race at all: before its first polling day nobody is, and nothing is looked up.
 * @param election SQL that gives the election's id, of the statement and not of its rows
 */
export const isOut = (candidacy: string, election: string) =>
  `CASE WHEN (SELECT min(r.polling_date) <= (SELECT signataires_now())::date FROM election_round r WHERE r.election_id = ${election}) THEN is_out(${candidacy}) ELSE false END`;
