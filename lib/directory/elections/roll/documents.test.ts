import Ajv from "ajv";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import type { DownloadSpec } from "@/lib/core/download";
import { frameOf } from "@/lib/core/frame";
import { testDatabase } from "@/lib/core/testing/database";
import { anOrganization, aPerson, aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { pledgesDownload } from "../../forms/pledges/documents";
import { aContest, PLANTED_BIRTH } from "../../testing/contest";
import { clubDownload, popoloDownload } from "./documents";

testDatabase();

async function made(spec: DownloadSpec, slug: string) {
  const frame = await frameOf("fr", "");
  const file = await spec.load({ locale: "fr", params: { slug }, search: new URLSearchParams(), frame });
  return file && typeof file !== "string" ? String(file.body) : "";
}

const text = { type: "string", minLength: 1 };
const DAY = { type: "string", pattern: "^\\d{4}(-\\d{2}){0,2}$" };
const links = {
  type: "array",
  items: {
    type: "object",
    required: ["url"],
    properties: { url: { type: "string", pattern: "^https?://" } },
  },
};
const listOf = (required: readonly string[], properties: object) => ({
  type: "array",
  minItems: 1,
  items: { type: "object", required, properties: { id: text, links, ...properties } },
});

/** The names and forms that the Popolo specification gives to what we write: https://www.popoloproject.com/specs/ */
const POPOLO = {
  type: "object",
  required: ["persons", "organizations", "memberships", "posts", "areas", "events"],
  additionalProperties: false,
  properties: {
    persons: listOf(["id", "name"], {
      name: text,
      family_name: text,
      given_name: text,
      sort_name: text,
      gender: text,
      birth_date: false,
      email: false,
      contact_details: false,
      identifiers: {
        type: "array",
        items: { type: "object", required: ["identifier"], properties: { identifier: text, scheme: text } },
      },
    }),
    organizations: listOf(["id", "name"], { name: text, classification: text }),
    memberships: listOf(["id", "person_id", "post_id"], {
      person_id: text,
      post_id: text,
      on_behalf_of_id: text,
      area_id: text,
      role: text,
      label: text,
    }),
    posts: listOf(["id", "label"], { label: text, role: text, area_id: text }),
    areas: listOf(["id", "name"], { name: text, identifier: text, classification: text, parent_id: text }),
    events: listOf(["id", "name"], {
      name: text,
      classification: text,
      start_date: DAY,
      end_date: DAY,
      parent_id: text,
    }),
  },
};

interface Popolo {
  readonly persons: readonly { readonly id: string }[];
  readonly organizations: readonly { readonly id: string }[];
  readonly posts: readonly { readonly id: string; readonly area_id: string }[];
  readonly areas: readonly { readonly id: string }[];
  readonly memberships: readonly {
    readonly person_id: string;
    readonly post_id: string;
    readonly role: string;
    readonly on_behalf_of_id?: string;
  }[];
}

async function aRoll() {
  const contest = await aContest(3, { code: `78-${String(Math.floor(Math.random() * 90) + 10)}` });
  const [one, two] = contest.candidacies;
  if (!one || !two || !contest.form) throw new Error("no form");
  const substitute = await aPerson(db(), { familyName: "=SUM(A1)", gender: "f" });
  await db().candidacy.update({
    where: { id: one.id },
    data: { substituteId: substitute.id },
    select: { id: true },
  });
  const party = await anOrganization(db(), { kind: "party" });
  await aNomination(db(), { candidacyId: one.id, organizationId: party.id });
  return { ...contest, form: contest.form, one, two };
}

describe("an election as Popolo", () => {
  it("has the names that the specification gives, and every id that is meant is there", async () => {
    const { election } = await aRoll();
    const body = await made(popoloDownload, election.slug);
    const validate = new Ajv({ allErrors: true }).compile<Popolo>(POPOLO);
    const popolo: unknown = JSON.parse(body);
    if (!validate(popolo)) throw new Error(JSON.stringify(validate.errors));
    const ids = (items: readonly { readonly id: string }[]) => new Set(items.map(({ id }) => id));
    const [persons, posts, parties, areas] = [
      ids(popolo.persons),
      ids(popolo.posts),
      ids(popolo.organizations),
      ids(popolo.areas),
    ];
    expect(popolo.memberships.filter(({ role }) => role === "candidate")).toHaveLength(3);
    expect(popolo.memberships.some(({ role }) => role === "substitute")).toBe(true);
    for (const one of popolo.memberships) {
      expect(persons.has(one.person_id) && posts.has(one.post_id)).toBe(true);
      if (one.on_behalf_of_id) expect(parties.has(one.on_behalf_of_id)).toBe(true);
    }
    for (const { area_id } of popolo.posts) expect(areas.has(area_id)).toBe(true);
    expect(body).not.toContain(PLANTED_BIRTH.toISOString().slice(0, 10));
    expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(await made(popoloDownload, "none")).toBe("");
  });
});

describe("an election in Democracy Club's columns", () => {
  it("has each core column, and one row for each who stands", async () => {
    const { election, two } = await aRoll();
    await db().candidacy.update({
      where: { id: two.id },
      data: { status: "withdrawn" },
      select: { id: true },
    });
    const rows: Record<string, string>[] = parse(await made(clubDownload, election.slug), { columns: true });
    expect(rows).toHaveLength(2);
    // https://github.com/DemocracyClub/yournextrepresentative, the columns marked as core
    const core =
      "person_id person_name election_id ballot_paper_id election_date election_current party_name party_id post_label cancelled_poll seats_contested";
    for (const column of core.split(" ")) expect(Object.keys(rows[0] ?? {})).toContain(column);
    const [first] = rows;
    expect(first?.ballot_paper_id).toBe(`${election.slug}.${first?.post_id}.${first?.election_date}`);
    expect([first?.election_current, first?.cancelled_poll, first?.seats_contested]).toEqual([
      "True",
      "False",
      "1",
    ]);
    expect(first?.party_name).not.toBe("");
  });
});

describe("the pledges of a form", () => {
  it("are one row for each answer, whose ids are those of the election's files", async () => {
    const { election, form, one, two } = await aRoll();
    const answerAt = { 3: { value: "with_reservation" as const, comment: "=1+1" } };
    await aSignature(db(), { versionId: form.version.id, candidacyId: one.id, answerAt });
    const left = await aSignature(db(), { versionId: form.version.id, candidacyId: two.id });
    const at = new Date(Date.now() + 1000);
    await db().signatureEvent.create({
      data: { signatureId: left.id, kind: "withdrawn", at },
      select: { id: true },
    });
    const rows: Record<string, string>[] = parse(await made(pledgesDownload, form.slug), { columns: true });
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ state }) => state === "withdrawn")).toHaveLength(10);
    expect(rows.find(({ answer }) => answer === "with-reservation")?.comment).toBe("'=1+1");
    const club: Record<string, string>[] = parse(await made(clubDownload, election.slug), { columns: true });
    const known = new Set(club.map(({ person_id }) => person_id));
    for (const { person_id } of rows) expect(known.has(person_id)).toBe(true);
  });
});
