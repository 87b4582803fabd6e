import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { closeReport, reportError } from "@/lib/citizens/reports/commands";
import { reportsFor } from "@/lib/citizens/reports/queries";
import { db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { configuredOrigin } from "@/lib/core/origin";
import { anyoneActor, ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { readyToSign } from "@/lib/signatures/signing/queries";
import { aForm, anOrganization, aUser } from "@/prisma/factories";
import { deliver } from "../post/commands";
import { decideSuggestion, suggestContact } from "../suggestions/commands";
import { aCampaign, worker } from "../testing/campaign";
import { Relay } from "../testing/relay";
import { claimCandidacy, decideClaim } from "./commands";
import { claimDocument, claimForm } from "./documents";
import { claimsFor } from "./queries";
import { decideClaimInput } from "./schema";

testDatabase();
beforeAll(buildAssets);
const relay = new Relay();

async function aTicket() {
  const campaign = await aCampaign(1);
  const [candidacyId = ""] = campaign.candidacyIds;
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { publicId: true },
  });
  return { ...campaign, candidacyId, candidacy: `${publicId}-quelque-nom` };
}

const anyone = async () => ctxOf(anyoneActor(), (await worker()).now);
const PAGE = "https://campagne.example/contact";
const claimed = { role: "candidate", proof: "channel", channel: PAGE, phone: "", locale: "fr" } as const;

async function post(): Promise<void> {
  const waiting = await db().mail.findMany({ where: { status: "queued" }, select: { id: true } });
  for (const { id } of waiting) await deliver(await worker(), { mailId: id });
}

test("an accepted claim makes a contact with its evidence, and a link that only that address has", async () => {
  const { candidacy, candidacyId, officer, formId } = await aTicket();
  const email = "moi@campagne.example";
  expect(await claimCandidacy(await anyone(), { ...claimed, candidacy, email })).toMatchObject({ ok: true });
  const [claim, ...more] = (await claimsFor(officer, formId)) ?? [];
  expect(more).toEqual([]);
  expect(claim).toMatchObject({ email, detail: PAGE, knownSource: null });
  const decision = { claimId: claim?.id ?? "", verdict: "accepted", note: "Code lu sur la page." } as const;
  expect(await decideClaim(officer, decision)).toMatchObject({ ok: true });
  expect(await decideClaim(officer, decision)).toMatchObject({ refusal: "decided" });
  await post();
  expect(relay.recipients).toEqual([email]);
  expect(relay.raw[0]).toContain("/fr/sign/");
  const link = await db().link.findFirstOrThrow({
    where: { candidacyId, revokedAt: null },
    select: { id: true },
  });
  const holder = {
    kind: "link",
    linkId: link.id,
    linkKind: "personal",
    formId,
    candidacyId,
    role: "candidate",
  } as const;
  const ready = await readyToSign(db(), holder, "");
  expect(ready?.address).toMatchObject({ value: email });
  expect(ready?.address?.source).toContain(PAGE);
  expect(ready?.address?.source).not.toContain("@");
  const left = await db().candidacyClaim.findFirstOrThrow({
    where: { candidacyId },
    select: { email: true, detail: true },
  });
  expect(left).toEqual({ email: null, detail: null });
});

test("a second claim for the same person stands beside the first; accepted, it takes the first one's link away", async () => {
  const { candidacy, candidacyId, officer, formId } = await aTicket();
  for (const email of ["une@campagne.example", "autre@campagne.example"])
    await claimCandidacy(await anyone(), { ...claimed, candidacy, email });
  const claims = (await claimsFor(officer, formId)) ?? [];
  expect(claims.map(({ email }) => email)).toEqual(["une@campagne.example", "autre@campagne.example"]);
  for (const { id } of claims)
    await decideClaim(officer, { claimId: id, verdict: "accepted", note: "Rappelée." });
  const links = await db().link.findMany({
    where: { candidacyId },
    select: { revokedAt: true, contact: { select: { value: true } } },
  });
  expect(links.filter(({ revokedAt }) => revokedAt === null).map(({ contact }) => contact?.value)).toEqual([
    "autre@campagne.example",
  ]);
  expect(links).toHaveLength(2);
});

test("a refused claim is answered with the note, and what was given as proof is forgotten", async () => {
  const { candidacy, officer, formId } = await aTicket();
  const said = { ...claimed, proof: "call-back", phone: "01 99 00 12 34", channel: "" } as const;
  await claimCandidacy(await anyone(), { ...said, candidacy, email: "x@campagne.example" });
  const [claim] = (await claimsFor(officer, formId)) ?? [];
  expect(claim?.detail).toBe("+33199001234");
  await decideClaim(officer, { claimId: claim?.id ?? "", verdict: "refused", note: "Personne à ce numéro." });
  await post();
  const mail = (await relay.mails()).at(-1);
  expect(mail?.text).toContain("Personne à ce numéro.");
  expect(await db().contact.count({ where: { value: "x@campagne.example" } })).toBe(0);
});

test("the answer is the same whether the address is held or not", async () => {
  const { candidacy, addresses } = await aTicket();
  for (const email of [addresses[0] ?? "", "inconnue@campagne.example"]) {
    const told = await claimCandidacy(await anyone(), { ...claimed, candidacy, email });
    expect(told).toEqual({ ok: true, value: { code: expect.stringMatching(/^[A-Z346789]{8}$/) } });
  }
});

test("a suggested contact is kept with its source once accepted, and forgotten once refused", async () => {
  const { candidacy, candidacyId, officer } = await aTicket();
  const said = { candidacy, role: "candidate", channel: "phone", source: "Tract du 3 juin" } as const;
  for (const value of ["01 99 00 55 55", "0199005555", "+33 1 99 00 66 66"])
    expect(await suggestContact(await anyone(), { ...said, value })).toEqual({ ok: true, value: {} });
  const waiting = await db().contactSuggestion.findMany({
    where: { candidacyId },
    orderBy: { value: "asc" },
    select: { id: true, value: true },
  });
  expect(waiting.map(({ value }) => value)).toEqual(["+33199005555", "+33199006666"]);
  const [kept, left] = waiting;
  await decideSuggestion(officer, { suggestionId: kept?.id ?? "", verdict: "accepted" });
  await decideSuggestion(officer, { suggestionId: left?.id ?? "", verdict: "refused" });
  const phones = await db().contact.findMany({
    where: { candidacyId, channel: "phone" },
    select: { value: true, source: true },
  });
  expect(phones).toEqual([{ value: "+33199005555", source: "Tract du 3 juin" }]);
  expect(await db().contactSuggestion.count({ where: { candidacyId, NOT: { value: null } } })).toBe(0);
  expect(await suggestContact(await anyone(), { ...said, value: "pas un numéro" })).toMatchObject({
    refusal: "value",
  });
});

test("who reported an error is answered once, and her address is nowhere afterwards", async () => {
  const { candidacy, candidacyId, officer } = await aTicket();
  const email = "lectrice@courriel.example";
  await reportError(await anyone(), {
    candidacy,
    what: "Le prénom est faux.",
    source: "",
    email,
    locale: "fr",
  });
  const { id: reportId } = await db().errorReport.findFirstOrThrow({
    where: { candidacyId },
    select: { id: true },
  });
  const closing = { reportId, state: "refused", note: "Vérifié : le nom est juste." } as const;
  expect(await closeReport(officer, { ...closing, state: "corrected" })).toMatchObject({
    refusal: "not-corrected",
  });
  expect(await closeReport(officer, closing)).toMatchObject({ ok: true });
  expect(await closeReport(officer, closing)).toMatchObject({ refusal: "closed" });
  await post();
  expect(relay.recipients).toContain(email);
  expect(await db().mail.count({ where: { toAddress: email } })).toBe(0);
  expect(await db().errorReport.count({ where: { email } })).toBe(0);
});

test("a report is not read or closed, nor its author written to, by who has a mere draft for that election", async () => {
  const { candidacy, candidacyId, formId } = await aTicket();
  const said = { candidacy, what: "Le prénom est faux.", source: "", locale: "fr" } as const;
  await reportError(await anyone(), { ...said, email: "lectrice@courriel.example" });
  const { electionId } = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: { electionId: true },
  });
  const { id: organizationId } = await anOrganization(db());
  await aForm(db(), { electionId, organizationId, version: { isPublished: false } });
  const { id: userId } = await aUser(db());
  const stranger = ctxOf(memberActor({ userId, organizationId, role: "owner" }), (await worker()).now);
  expect((await reportsFor(stranger))?.rows).toEqual([]);
  const { id: reportId } = await db().errorReport.findFirstOrThrow({
    where: { candidacyId },
    select: { id: true },
  });
  const closing = { reportId, state: "refused", note: "Voyez ailleurs." } as const;
  expect(await closeReport(stranger, closing)).toMatchObject({ refusal: "not-yours" });
});

test("the code stands in the answer to who asked, never in an address; asked again at once, it is the same", async () => {
  const { candidacy, candidacyId } = await aTicket();
  const at = `${configuredOrigin()}/fr/candidacies/${candidacy}/claim`;
  const params = { params: Promise.resolve({ locale: "fr", id: candidacy }) };
  const headers = { origin: configuredOrigin(), "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ email: "moi@campagne.example", proof: "channel", channel: PAGE });
  // Without its limit by source, which asks Next for the request.
  const door = form({ ...claimForm, command: claimCandidacy });
  const asked = async () => door(new Request(at, { method: "POST", headers, body }), params);
  const codes = [];
  for (const answer of [await asked(), await asked()]) {
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    codes.push(/figure-n">([A-Z346789]{8})</.exec(await answer.text())?.[1]);
  }
  const [code = "", again] = codes;
  expect(code).toBe(again);
  expect(await db().candidacyClaim.count({ where: { candidacyId } })).toBe(1);
  const page = await document(claimDocument)(new Request(`${at}?code=${code}`), params);
  expect(await page.text()).not.toContain(`>${code}<`);
});

test("nobody accepts a claim without having checked the address", () => {
  const decision = { claimId: crypto.randomUUID(), verdict: "accepted", note: "Code lu." };
  expect(decideClaimInput.safeParse(decision).success).toBe(false);
  expect(decideClaimInput.safeParse({ ...decision, isOwnAddress: "yes" }).success).toBe(true);
  expect(decideClaimInput.safeParse({ ...decision, verdict: "refused" }).success).toBe(true);
});

test("one source that floods a candidacy's open forms closes them to nobody else", async () => {
  const { candidacy } = await aTicket();
  const params = { params: Promise.resolve({ locale: "fr", id: candidacy }) };
  const from = (peer: string) => {
    const headers = {
      origin: configuredOrigin(),
      "content-type": "application/x-www-form-urlencoded",
      "x-signataires-peer": peer,
    };
    const at = `${configuredOrigin()}/fr/candidacies/${candidacy}/claim`;
    return form(claimForm)(new Request(at, { method: "POST", headers, body: "email=" }), params);
  };
  for (let n = 0; n < 20; n += 1) expect((await from("203.0.113.7")).status).toBe(422);
  const late = await from("203.0.113.7");
  expect(late.status).toBe(429);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await from("203.0.113.8")).status).toBe(422);
});
