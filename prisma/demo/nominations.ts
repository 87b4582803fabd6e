import type { Chance } from "./chance";
import type { Moments } from "./moments";
import { PARTIES } from "./parties";
import type { Sheets } from "./sheets";
import type { Ticket } from "./tickets";

export type PartyIds = ReadonlyMap<string, string>;

interface Fact {
  readonly status: "announced" | "frozen" | "disputed" | "confirmed" | "withdrawn";
  readonly days: number;
  /** Days from now; may lie ahead. */
  readonly until?: number;
  readonly source: string;
  readonly note?: string;
}

const press = "Le Courrier des cantons (journal fictif)";

/** What may happen to a nomination after it was announced; most are simply confirmed. */
const STORIES: readonly (readonly [readonly Fact[], number])[] = [
  [[{ status: "confirmed", days: 34, source: "Bureau national, relevé de décisions" }], 560],
  [[], 340],
  [
    [
      {
        status: "frozen",
        days: 41,
        until: 20,
        source: press,
        note: "La commission des litiges est saisie par la section locale.",
      },
    ],
    9,
  ],
  [
    [
      { status: "frozen", days: 60, until: -12, source: "Communiqué de la section locale" },
      {
        status: "confirmed",
        days: 22,
        source: "Commission des litiges, décision",
        note: "Le recours est rejeté ; l’investiture est maintenue.",
      },
    ],
    8,
  ],
  [
    [{ status: "disputed", days: 26, source: press, note: "Deux candidatures se réclament du même parti." }],
    8,
  ],
  [
    [
      { status: "disputed", days: 48, source: press },
      { status: "frozen", days: 31, until: -9, source: "Communiqué du bureau national" },
    ],
    5,
  ],
  [
    [
      {
        status: "withdrawn",
        days: 15,
        source: "Communiqué du parti",
        note: "Le parti ne présente plus personne ici.",
      },
    ],
    6,
  ],
];

function tell(
  sheets: Sheets,
  moments: Moments,
  nominationId: string,
  party: string,
  facts: readonly Fact[],
): void {
  for (const { status, days, until, source, note } of facts) {
    const url = `https://${party.toLowerCase()}.example/communiques/${moments.dayAgo(days)}`;
    const end = until === undefined ? null : moments.dayAgo(until);
    sheets.add(
      "nomination_event",
      nominationId,
      status,
      moments.dayAgo(days),
      end,
      source,
      url,
      note ?? null,
    );
  }
}

/** Nominations and supports of all tickets, each with its dated and sourced facts. */
export function nominate(
  chance: Chance,
  sheets: Sheets,
  moments: Moments,
  tickets: readonly Ticket[],
  parties: PartyIds,
): void {
  for (const { id, party, ally } of tickets) {
    for (const [one, kind] of [
      [party, "nomination"],
      [ally, "support"],
    ] as const) {
      const partyId = one && parties.get(one.shortName);
      if (!one || !partyId) continue;
      const nominationId = chance.uuid();
      sheets.add("nomination", nominationId, id, partyId, kind);
      const announced = {
        status: "announced" as const,
        days: chance.between(70, 160),
        source: "Communiqué du parti",
      };
      const story = kind === "nomination" ? chance.weighted(STORIES) : [];
      tell(sheets, moments, nominationId, one.shortName, [announced, ...story]);
    }
  }
}

/** Withdrawn and invalidated candidacies tell when and why; the others, that they were declared. */
export function statusEvents(sheets: Sheets, moments: Moments, tickets: readonly Ticket[]): void {
  for (const { id, status } of tickets) {
    sheets.add("candidacy_event", id, "standing", moments.dayAgo(62), "Liste de démonstration", null);
    if (status === "withdrawn")
      sheets.add(
        "candidacy_event",
        id,
        status,
        moments.dayAgo(19),
        "Lettre de la candidature à la préfecture (fictive)",
        null,
      );
    if (status === "invalidated")
      sheets.add("candidacy_event", id, status, moments.dayAgo(11), "Arrêté préfectoral (fictif)", null);
  }
}

const litiges = "Commission des litiges";

/** What follows an internal vote that was contested: kind, days before now, until, source, note. */
const CONTESTED = [
  ["frozen", 96, 80, press, null],
  ["referred", 88, null, litiges, null],
  ["decided", 75, null, litiges, "Le résultat du vote est confirmé."],
] as const;

function contest(
  chance: Chance,
  sheets: Sheets,
  at: number,
  who: { partyId: string; ticket: Ticket; rival?: Ticket },
) {
  const { partyId, ticket, rival } = who;
  const [registered, voters] = [132 + 41 * at, 88 + 23 * at];
  const id = chance.uuid();
  const title = "Vote interne d’investiture";
  sheets.add("nomination_contest", id, partyId, ticket.ballotId, title, registered, voters);
  const [first, second] = [Math.ceil(voters * 0.52), Math.floor(voters * 0.46)];
  sheets.add("contender", id, ticket.person.id, null, first);
  sheets.add("contender", id, rival?.person.id ?? null, rival ? null : "Autre candidature", second);
  sheets.add("contender", id, null, "Bulletins blancs", voters - first - second);
  return id;
}

/** Three internal votes: one plain, one frozen, one whose source gives two days for the same vote. */
export function contests(
  chance: Chance,
  sheets: Sheets,
  moments: Moments,
  tickets: readonly Ticket[],
  parties: PartyIds,
): void {
  const nominated = tickets.filter(({ party }) => party?.shortName === PARTIES[3]?.shortName);
  for (const [at, ticket] of [40, 180, 333].map((place) => nominated[place]).entries()) {
    const partyId = ticket?.party && parties.get(ticket.party.shortName);
    if (!ticket || !partyId) continue;
    const rival = tickets.find((one) => one.ballotId === ticket.ballotId && one.party === null);
    const id = contest(chance, sheets, at, { partyId, ticket, ...(rival ? { rival } : {}) });
    const other = at === 2 ? moments.dayAgo(98) : null;
    sheets.add("contest_event", id, "vote", moments.dayAgo(99), other, null, press, null, null);
    for (const [kind, days, until, source, note] of at === 0 ? [] : CONTESTED) {
      const end = until === null ? null : moments.dayAgo(until);
      sheets.add("contest_event", id, kind, moments.dayAgo(days), null, end, source, null, note);
    }
  }
}
