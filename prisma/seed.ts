import type { ClientBase } from "pg";
import { systemCtx } from "@/lib/core/auth/link";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { savePlaces } from "@/lib/places/commands";
import type { AreaFact } from "@/lib/places/schema";
import { act, type Loyal, type Shares } from "./demo/acts";
import { Chance } from "./demo/chance";
import { channels } from "./demo/channels";
import { demoPlaces } from "./demo/cut";
import { ASYLUM } from "./demo/form-asylum";
import { RIGHTS } from "./demo/form-rights";
import { KEPT, RIGHTS_EARLIER } from "./demo/form-rights-earlier";
import type { FormWords } from "./demo/form-words";
import { type DemoForm, publishVersions } from "./demo/forms";
import { life } from "./demo/life";
import { Moments } from "./demo/moments";
import { nearMisses } from "./demo/near-misses";
import { type DemoNgo, ngos, parties } from "./demo/ngos";
import { contests, nominate, type PartyIds, statusEvents } from "./demo/nominations";
import { proofs } from "./demo/proofs";
import { invite, type Plan, remind } from "./demo/requests";
import { results } from "./demo/results";
import { Sheets } from "./demo/sheets";
import { type Ticket, ticketsOf } from "./demo/tickets";
import { MESSAGE } from "./demo/words";

export type Progress = (text: string, done?: number, total?: number) => void;

const STEPS = 8;
/** Constituencies that vote on Saturday, as overseas America and Polynesia do. */
const SATURDAY = /^(971|972|973|975|987|ZX)-|^ZZ-0[12]$/;

/** What each step of the seed works with. */
interface Work {
  readonly client: ClientBase;
  readonly chance: Chance;
  readonly sheets: Sheets;
  readonly moments: Moments;
  /** At which hour an instant is written. */
  readonly told: (at: Date) => Date;
}

async function areaIds(client: ClientBase): Promise<ReadonlyMap<string, string>> {
  const sql = "SELECT code, id FROM area WHERE scheme = 'fr-constituency'";
  const { rows } = await client.query<{ code: string; id: string }>(sql);
  return new Map(rows.map(({ code, id }) => [code, id]));
}

interface Past {
  readonly tickets: readonly Ticket[];
  readonly elected: ReadonlySet<Ticket>;
}

/** The election with its rounds, the constituencies that vote on Saturday, a ballot and its tickets in each. */
function election(
  work: Work,
  places: { constituencies: readonly AreaFact[]; ids: ReadonlyMap<string, string> },
  said: { slug: string; name: LocalizedText; past?: Past; most?: number },
) {
  const { chance, sheets, moments } = work;
  const { constituencies, ids } = places;
  const electionId = chance.uuid();
  const about = [said.name, "FR", "fr-constituency", "Europe/Paris", moments.ago(150)] as const;
  sheets.add("election", electionId, said.slug, "general", ...about);
  const before = new Map<string, Ticket[]>();
  for (const ticket of said.past?.tickets ?? [])
    before.set(ticket.area, [...(before.get(ticket.area) ?? []), ticket]);
  for (const number of [1, 2] as const) {
    const roundId = chance.uuid();
    sheets.add("election_round", roundId, electionId, number, moments.round(number), "20:00");
    for (const { code, timeZone } of constituencies) {
      const isSaturday = SATURDAY.test(code);
      const day = moments.round(number, isSaturday ? -1 : 0);
      const areaId = ids.get(code) ?? "";
      if (timeZone || isSaturday)
        sheets.add("polling_date", roundId, areaId, day, "18:00", timeZone ?? "America/New_York");
    }
  }
  const tickets: Ticket[] = [];
  for (const [at, area] of constituencies.entries()) {
    const id = chance.uuid();
    sheets.add("ballot", id, electionId, ids.get(area.code) ?? "");
    const others = said.past ? { before: before.get(area.code) ?? [], elected: said.past.elected } : {};
    const most = said.most === undefined ? {} : { most: said.most };
    tickets.push(...ticketsOf(chance, sheets, { id, area, twin: at % 97 === 12, ...others, ...most }));
  }
  return { electionId, tickets };
}

async function form(
  work: Work,
  electionId: string,
  said: {
    slug: string;
    ngo: DemoNgo;
    words: FormWords;
    days: readonly number[];
    known?: readonly (string | undefined)[];
    /** The version of an earlier form from which it was begun. */
    source?: string | undefined;
  },
): Promise<DemoForm> {
  const { client, chance, sheets, moments } = work;
  const id = chance.uuid();
  const publishedAt = said.days.map((days) => moments.ago(days));
  const [begun = moments.now] = publishedAt;
  sheets.add(
    "form",
    id,
    said.slug,
    electionId,
    moments.closing(),
    "Europe/Paris",
    begun,
    said.source ?? null,
  );
  sheets.add("form_author", id, said.ngo.id, true, begun);
  for (const [at, when] of publishedAt.entries()) {
    const what = ["forms.publish", "form", id, { version: at + 1 }] as const;
    sheets.add("audit_event", when, "member", said.ngo.ownerId, null, said.ngo.id, ...what);
  }
  await sheets.write(client);
  const { ngo, words, known = [] } = said;
  return publishVersions(client, chance, { id, ngo, words, publishedAt, known, told: work.told });
}

function campaign(work: Work, tickets: readonly Ticket[], plan: Plan, shares: Shares, loyal?: Loyal): Loyal {
  const { chance, sheets, moments } = work;
  const asked = invite(chance, sheets, moments, tickets, plan);
  const { acted, signers } = act(chance, sheets, moments, plan.form, asked, shares, loyal);
  const silent = asked.filter((one) => !acted.has(one));
  remind(chance, sheets, moments, plan, silent);
  return signers;
}

const RIGHTS_SHARES: Shares = {
  signed: 521,
  substitutes: 48,
  declined: 26,
  refused: 4,
  withdrawn: 7,
  disputed: 3,
  drafts: 60,
  stops: 9,
  reports: 4,
};
const ASYLUM_SHARES: Shares = {
  ...RIGHTS_SHARES,
  signed: 190,
  substitutes: 12,
  declined: 11,
  withdrawn: 2,
  disputed: 1,
  drafts: 15,
};

const EARLIER_SHARES: Shares = {
  signed: 214,
  substitutes: 6,
  declined: 12,
  refused: 2,
  withdrawn: 2,
  disputed: 0,
  drafts: 9,
  stops: 2,
  reports: 0,
};

type Places = Parameters<typeof election>[1];

/** The election five years before: five tickets a constituency, its results, and the form that the ten engagements grew from. */
async function earlierElection(now: Work, places: Places, partyIds: PartyIds, ngo: DemoNgo) {
  const work = { ...now, moments: now.moments.earlier() };
  const { chance, sheets, moments, client } = work;
  const year = moments.poll.getUTCFullYear();
  const name = {
    fr: `Législatives de démonstration ${year}`,
    en: `Demonstration legislative election ${year}`,
  };
  const slug = `legislatives-de-demonstration-${year}`;
  const { electionId, tickets } = election(work, places, { slug, name, most: 5 });
  nominate(chance, sheets, moments, tickets, partyIds);
  statusEvents(sheets, moments, tickets);
  const elected = results(chance, sheets, tickets, places.ids);
  await sheets.write(client);
  const about = { slug: `sept-engagements-pour-les-droits-humains`, ngo, words: RIGHTS_EARLIER, days: [50] };
  const seven = await form(work, electionId, about);
  const plan = { form: seven, waves: [44, 20], reminder: 8, coverage: 0.55, substitutes: 0.02 };
  const loyal = campaign(work, tickets, plan, EARLIER_SHARES);
  const known = RIGHTS.themes
    .flatMap(({ engagements }) => engagements)
    .map((_, at) => seven.lineages[KEPT.findIndex((one) => one === at + 1)]);
  return { electionId, past: { tickets, elected }, loyal, known, source: seven.versions.at(-1)?.id };
}

async function fill(work: Work, progress: Progress): Promise<void> {
  const { client, chance, sheets, moments } = work;
  progress("Departments, communes and postcodes of France", 1, STEPS);
  const { facts, constituencies } = demoPlaces();
  const saved = await savePlaces(await systemCtx(), { client, facts });
  if (!saved.ok) throw new Error(saved.refusal);
  progress("577 demonstration constituencies and their candidates", 2, STEPS);
  const { rights, asylum } = ngos(chance, sheets, moments);
  const partyIds = parties(chance, sheets, moments);
  const places = { constituencies, ids: await areaIds(client) };
  const earlier = await earlierElection(work, places, partyIds, rights);
  const { electionId, tickets } = election(work, places, {
    slug: "legislatives-de-demonstration",
    name: { fr: "Législatives de démonstration", en: "Demonstration legislative election" },
    past: earlier.past,
  });
  nominate(chance, sheets, moments, tickets, partyIds);
  statusEvents(sheets, moments, tickets);
  contests(chance, sheets, moments, tickets, partyIds);
  progress(`Writing ${sheets.count("candidacy")} candidacies`, 3, STEPS);
  await sheets.write(client);
  await channels(client, electionId);
  progress("Two forms, three published versions", 4, STEPS);
  const slug = "dix-engagements-pour-les-droits-humains";
  const first = {
    slug,
    ngo: rights,
    words: RIGHTS,
    days: [58, 21],
    known: earlier.known,
    source: earlier.source,
  };
  const ten = await form(work, electionId, first);
  const about = { slug: "six-engagements-pour-l-asile", ngo: asylum, words: ASYLUM, days: [33] };
  const six = await form(work, electionId, about);
  progress("Invitations, reminders, calls and answers", 5, STEPS);
  const plan = { form: ten, waves: [55, 17], reminder: 9, coverage: 0.8, substitutes: 0.09 };
  campaign(work, tickets, plan, RIGHTS_SHARES, earlier.loyal);
  const subject = {
    fr: "{{name}}, six engagements pour l’asile",
    en: "{{name}}, six engagements for asylum",
  };
  const second = { form: six, waves: [30, 13], reminder: 6, coverage: 0.5, substitutes: 0.03 };
  campaign(work, tickets, { ...second, subject: { ...MESSAGE, subject } }, ASYLUM_SHARES);
  progress(
    `Writing ${sheets.count("signature")} signatures and ${sheets.count("contact_attempt")} requests`,
    6,
    STEPS,
  );
  await sheets.write(client);
  await nearMisses(client, chance, { electionId: earlier.electionId, now: moments.now });
  await life({ client, moments, told: work.told, form: ten });
  await proofs({ client, chance, moments, told: work.told, form: ten });
}

/** Counts tables anew for the planner, as the owner where the connection is one. */
async function analyze(client: ClientBase): Promise<void> {
  await client.query("SET ROLE NONE");
  await client.query("ANALYZE");
}

/**
 * Fills an empty, migrated database with the demonstration: all or nothing, the same each time but for its dates, which
 * are counted from the database's now. Throws in a live instance, and where an
 * election is already there.
 */
export async function seedDemo(progress: Progress): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("INSERT INTO instance (id, mode) VALUES (1, 'demo') ON CONFLICT (id) DO NOTHING");
    const { rows } = await client.query<{ now: Date; mode: string; elections: number }>(
      "SELECT signataires_now() AS now, mode::text, (SELECT count(*)::int FROM election) AS elections FROM instance",
    );
    const [state] = rows;
    if (state?.mode !== "demo" || state.elections > 0)
      throw new Error("The demonstration is written into an empty demo database only.");
    const moments = new Moments(state.now);
    const told = (at: Date) => moments.awake(at);
    const work = { client, chance: new Chance(2027), sheets: new Sheets(told), moments, told };
    await fill(work, progress);
    await client.query("COMMIT");
    progress("Counting", 7, STEPS);
    await analyze(client);
    progress("The demonstration is ready", STEPS, STEPS);
  } finally {
    // The connection has changed its role: it is closed rather than used again.
    client.release(true);
  }
}
