import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import type { Result } from "@/lib/core/result";
import { ctxOf } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aWorld, ROLES, type RoleName, type World } from "@/lib/core/testing/world";
import * as elections from "@/lib/elections/commands";
import * as drafts from "@/lib/forms/draft/commands";
import * as importing from "@/lib/importing/commands";
import * as organizations from "@/lib/organizations/commands";
import * as login from "@/lib/organizations/login/commands";
import * as setup from "@/lib/organizations/setup/commands";
import * as contacts from "@/lib/outreach/contacts/commands";
import * as mailings from "@/lib/outreach/mailings/commands";
import * as post from "@/lib/outreach/post/commands";
import * as sending from "@/lib/outreach/sending/commands";
import * as places from "@/lib/places/commands";
import * as signatures from "@/lib/signatures/commands";
import * as links from "@/lib/signatures/links/commands";
import * as signing from "@/lib/signatures/signing/commands";

const ALL = {
  ...elections,
  ...drafts,
  ...importing,
  ...organizations,
  ...login,
  ...setup,
  ...places,
  ...signatures,
  ...links,
  ...signing,
  ...contacts,
  ...mailings,
  ...post,
  ...sending,
};
/** Helpers that commands share inside their transaction: no door leads to them. */
type Helper = "makeLoginLink";
type CommandName = {
  [K in keyof typeof ALL]: (typeof ALL)[K] extends (...args: never[]) => unknown ? K : never;
}[keyof typeof ALL];

interface Row {
  readonly may: readonly RoleName[];
  readonly run: (ctx: Ctx, world: World) => Promise<Result<unknown, string>>;
}

const OWN_LINK = ["candidate", "substitute"] as const;
const AUTHORS = ["editor", "owner"] as const;
const OPERATOR = ["operator", "system"] as const;
const ACCOUNTS = [
  "anyone",
  "caller",
  "viewer",
  "editor",
  "owner",
  "other-owner",
  "operator",
  "system",
] as const;

const text = { fr: "Essai", en: "Test" };
const fact = {
  status: "announced",
  date: new Date("2026-01-02"),
  until: undefined,
  sourceTitle: "Essai",
  sourceUrl: undefined,
  note: undefined,
} as const;
const importInput = {
  files: [],
  election: "essai",
  name: "Essai",
  dates: ["2027-06-06"],
  country: "FR",
  round: 1,
  creates: false,
  isDryRun: true,
  map: new Map(),
  idProperty: "ID",
  progress: () => undefined,
};
const draft = {
  revision: 0,
  locale: "fr",
  intent: { act: "save", id: "" },
  title: text,
  introduction: text,
  validity: text,
  minimum: null,
  closesAt: "2027-06-05T00:00",
  timeZone: "Europe/Paris",
  themes: {},
  engagements: {},
} as const;
const shown = { hash: "0".repeat(64), answersHash: "0".repeat(64), revision: 1, locale: "fr" } as const;

const TABLE: Record<Exclude<CommandName, Helper>, Row> = {
  savePlaces: {
    may: OPERATOR,
    run: async (ctx) => {
      const client = await pool().connect();
      try {
        await client.query("BEGIN");
        return await places.savePlaces(ctx, {
          client,
          facts: { areas: [], aliases: [], postcodes: [], parts: [], shapes: [] },
        });
      } finally {
        client.release(true);
      }
    },
  },
  createElection: {
    may: OPERATOR,
    run: (ctx) =>
      elections.createElection(ctx, {
        name: text,
        kind: "general",
        country: "FR",
        areaScheme: "fr-constituency",
        timeZone: "Europe/Paris",
        parentId: undefined,
        rounds: [{ pollingDate: new Date("2027-06-06"), closesAt: "20:00", exceptions: [] }],
      }),
  },
  addNomination: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx, { candidacyId, organizationId }) =>
      elections.addNomination(ctx, { candidacyId, organizationId, kind: "nomination", ...fact }),
  },
  addNominationEvent: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx) => elections.addNominationEvent(ctx, { nominationId: randomUUID(), ...fact }),
  },
  importAreas: { may: OPERATOR, run: (ctx) => importing.importAreas(ctx, importInput) },
  importCandidates: { may: OPERATOR, run: (ctx) => importing.importCandidates(ctx, importInput) },
  importResults: { may: OPERATOR, run: (ctx) => importing.importResults(ctx, importInput) },
  importPersons: { may: OPERATOR, run: (ctx) => importing.importPersons(ctx, importInput) },
  inviteMember: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.inviteMember(ctx, {
        organizationId,
        name: "Essai",
        email: `${randomUUID()}@membres.example`,
        role: "viewer",
      }),
  },
  changeRole: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.changeRole(ctx, { organizationId, userId: randomUUID(), role: "viewer" }),
  },
  removeMember: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.removeMember(ctx, { organizationId, userId: randomUUID() }),
  },
  describeOrganization: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.describeOrganization(ctx, {
        organizationId,
        name: "Essai",
        website: "",
        phone: "",
        replyTo: "essai@garanties.example",
      }),
  },
  askLogin: {
    may: ACCOUNTS,
    run: (ctx) => login.askLogin(ctx, { email: "essai@garanties.example", locale: "fr" }),
  },
  logIn: { may: [], run: (ctx) => login.logIn(ctx, { token: "x".repeat(43), browser: "y" }) },
  logOut: {
    may: ["caller", "viewer", "editor", "owner", "other-owner", "operator"],
    run: (ctx) => login.logOut(ctx),
  },
  setUp: {
    may: [],
    run: (ctx) =>
      setup.setUp(ctx, {
        name: "Essai",
        email: "essai@garanties.example",
        organization: "Essai",
        website: "",
        replyTo: "essai@garanties.example",
        locale: "fr",
      }),
  },
  createForm: {
    may: AUTHORS,
    run: (ctx, { organizationId, electionId }) =>
      drafts.createForm(ctx, { organizationId, electionId, title: text, locale: "fr" }),
  },
  saveDraft: { may: AUTHORS, run: (ctx, { formId }) => drafts.saveDraft(ctx, { formId, ...draft }) },
  beginDraft: { may: AUTHORS, run: (ctx, { formId }) => drafts.beginDraft(ctx, { formId, locale: "fr" }) },
  publish: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      drafts.publish(ctx, { formId, revision: 0, locale: "fr", confirmed: undefined }),
  },
  createLinks: {
    may: [...AUTHORS, "system"],
    run: (ctx, { formId, candidacyId }) =>
      db().$transaction((tx) => links.createLinks(tx, ctx, formId, [{ candidacyId, role: "candidate" }])),
  },
  keepContacts: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      contacts.keepContacts(ctx, { formId, text: "", file: undefined, source: "", intent: "check" }),
  },
  writeMessage: {
    may: AUTHORS,
    run: (ctx, { formId }) => mailings.writeMessage(ctx, { formId, subject: text, body: text, locale: "fr" }),
  },
  startMailing: { may: AUTHORS, run: (ctx, { formId }) => mailings.startMailing(ctx, { formId, count: 0 }) },
  steerMailing: {
    may: AUTHORS,
    run: (ctx, { mailingId }) => mailings.steerMailing(ctx, { mailingId, act: "pause" }),
  },
  sendMailing: { may: ["system"], run: (ctx, { mailingId }) => sending.sendMailing(ctx, { mailingId }) },
  deliver: { may: ["system"], run: (ctx) => post.deliver(ctx, { mailId: randomUUID() }) },
  takeUpAgain: { may: ["system"], run: (ctx) => post.takeUpAgain(ctx) },
  saveAnswers: { may: OWN_LINK, run: (ctx) => signatures.saveAnswers(ctx, { theme: 0, answers: {} }) },
  acceptAll: { may: OWN_LINK, run: (ctx) => signatures.acceptAll(ctx, {}) },
  sign: { may: OWN_LINK, run: (ctx) => signing.sign(ctx, { ...shown, key: randomUUID() }) },
  withdraw: { may: OWN_LINK, run: (ctx) => signatures.withdraw(ctx, { revision: 1, reason: undefined }) },
  decline: {
    may: OWN_LINK,
    run: (ctx) => signatures.decline(ctx, { isPublic: undefined, reason: undefined }),
  },
  reportNotMe: { may: OWN_LINK, run: (ctx) => signatures.reportNotMe(ctx, {}) },
  stopContact: { may: OWN_LINK, run: (ctx) => signatures.stopContact(ctx, {}) },
};

/** Refusals that mean "you may not", as opposed to "not now" or "not so". */
const FORBIDDEN = new Set([
  "not-yours",
  "not-allowed",
  "not-operator",
  "not-for-links",
  "signed-out",
  "unknown",
  "already-set-up",
]);

testDatabase();
let world: World;

beforeAll(async () => {
  world = await aWorld();
});

/** Acts of a link reach its own form alone, so another candidate's link may act too, on her own. */
function expected(name: string, role: RoleName): boolean {
  const row = Object.entries(TABLE).find(([command]) => command === name)?.[1];
  if (role === "other-candidate") return row?.may === OWN_LINK;
  return row?.may.includes(role) ?? false;
}

test.each(Object.entries(TABLE))("%s × every role", async (name, { run }) => {
  const seen: Partial<Record<RoleName, boolean>> = {};
  for (const role of ROLES) {
    const result = await run(ctxOf(world.actors[role]), world);
    seen[role] = result.ok || !FORBIDDEN.has(result.refusal);
  }
  expect(seen).toEqual(Object.fromEntries(ROLES.map((role) => [role, expected(name, role)])));
});

test("acts of another form's link leave this form as it was", async () => {
  const ctx = ctxOf(world.actors["other-candidate"]);
  const { formId } = world;
  const count = () =>
    Promise.all([db().decline.count({ where: { formId } }), db().signature.count({ where: { formId } })]);
  const before = await count();
  for (const name of ["decline", "sign", "withdraw", "acceptAll"] as const) await TABLE[name].run(ctx, world);
  expect(await count()).toEqual(before);
});

test("every room's commands are in the table", () => {
  const own = readFileSync("lib/permissions.test.ts", "utf8");
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("/commands.ts") && !path.startsWith("audit/"))
    .map((path) => `@/lib/${path.slice(0, -3)}`);
  expect(files.filter((path) => !own.includes(`"${path}"`))).toEqual([]);
});
