import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import type { Door } from "@/lib/core/document";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aForm, aLink } from "@/prisma/factories";
import { everybodyOf } from "../mailings/audience/queries";
import { oneClickStopDoor, stopPageDoor } from "./documents";

testDatabase();

const PAIR = "List-Unsubscribe=One-Click";
const FORM = "application/x-www-form-urlencoded";

async function aPerson() {
  const form = await aForm(db());
  const { id: candidacyId } = await aCandidacy(db());
  const { token } = await aLink(db(), { formId: form.id, candidacyId });
  return { token, formId: form.id, organizationId: form.organizationId, candidacyId };
}

function visit(door: Door, token: string, init: RequestInit = {}): Promise<Response> {
  // The host is another's: nothing of it may come back.
  const request = new Request(`http://evil.example/api/v1/stop/${token}`, init);
  return door(request, { params: Promise.resolve({ token }) });
}

const post = (token: string, body: BodyInit, type: string | null = FORM) =>
  visit(oneClickStopDoor, token, { method: "POST", body, headers: type ? { "Content-Type": type } : {} });

const stops = (candidacyId: string) =>
  db().contactStop.findMany({ where: { candidacyId }, select: { organizationId: true, role: true } });

test("one click stops this NGO's mails to this person, however often and in either kind of form", async () => {
  const { token, organizationId, candidacyId } = await aPerson();
  expect((await post(token, PAIR)).status).toBe(200);
  expect((await post(token, PAIR)).status).toBe(200);
  expect(await stops(candidacyId)).toEqual([{ organizationId, role: "candidate" }]);
  const other = await aPerson();
  const body = new FormData();
  body.set("List-Unsubscribe", "One-Click");
  expect((await post(other.token, body, null)).status).toBe(200);
  expect(await stops(other.candidacyId)).toHaveLength(1);
});

test("who stopped is not invited, and the officer sees why", async () => {
  const form = await aForm(db());
  const ballot = await db().ballot.findFirst({
    where: { electionId: form.electionId },
    select: { id: true },
  });
  expect(ballot).toBeNull();
  const area = await db().area.create({
    data: { scheme: "fr-constituency", code: "T-99", level: "constituency", country: "FR", name: "Essai" },
    select: { id: true },
  });
  const { id: ballotId } = await db().ballot.create({
    data: { electionId: form.electionId, areaId: area.id },
    select: { id: true },
  });
  const { id: candidacyId } = await aCandidacy(db(), { ballotId });
  const { token } = await aLink(db(), { formId: form.id, candidacyId });
  await post(token, PAIR);
  expect(await everybodyOf(form.id, "invitation")).toMatchObject([{ candidacyId, exclusion: "stop" }]);
});

test("a GET changes nothing and leads to the page that asks, at an address of this site alone", async () => {
  const { token, candidacyId } = await aPerson();
  const answer = await visit(stopPageDoor, token, { headers: { "Accept-Language": "en" } });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`/en/sign/${token}/stop`);
  expect(await stops(candidacyId)).toEqual([]);
});

test.each([
  ["nothing", "", FORM],
  ["another pair", "List-Unsubscribe=Maybe", FORM],
  ["no form", PAIR, "text/plain"],
  ["a body longer than the pair", `${PAIR}&x=${"x".repeat(5000)}`, FORM],
  ["a torn form", "--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"],
])("%s stops nothing", async (_name, body, type) => {
  const { token, candidacyId } = await aPerson();
  expect((await post(token, body, type)).status).toBe(400);
  expect(await stops(candidacyId)).toEqual([]);
});

test("an unknown token is told apart from nothing but itself, and its length does not matter", async () => {
  for (const token of ["x", "x".repeat(43), "../../etc", "x".repeat(5000)])
    expect((await post(token, PAIR)).status).toBe(404);
});
