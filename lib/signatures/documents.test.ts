import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { asset } from "@/lib/core/assets";
import { linkToken } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import { configuredOrigin } from "@/lib/core/origin";
import { testDatabase } from "@/lib/core/testing/database";
import {
  aCandidacy,
  aContact,
  aForm,
  aLink,
  anOrganization,
  aPerson,
  aSignature,
  aVersion,
} from "@/prisma/factories";
import * as acts from "./documents";
import { checksum, GET, get, hidden, post } from "./testing/doors";

const database = testDatabase();

let ngo: { id: string };
let pledge: Awaited<ReturnType<typeof aForm>>;

beforeAll(async () => {
  await buildAssets();
  ngo = await anOrganization(db(), { name: "Garanties", website: "https://garanties.example" });
  pledge = await aForm(db(), { organizationId: ngo.id, version: { engagements: 10 } });
});

async function aSigner(of: { id: string } = pledge) {
  const person = await aPerson(db(), { givenName: "Guillaume", familyName: "de Fontbrune", gender: "m" });
  const candidacy = await aCandidacy(db(), { personId: person.id });
  const contact = await aContact(db(), { organizationId: ngo.id, candidacyId: candidacy.id });
  const { token } = await aLink(db(), { formId: of.id, candidacyId: candidacy.id });
  return { token, candidacy, contact };
}

test("who asks, what, and how to check it; no framework script, no address, never kept or indexed", async () => {
  const { token, contact } = await aSigner();
  const { status, html, text, headers } = await get(token);
  expect(status).toBe(200);
  expect(text).toContain("Guillaume de Fontbrune");
  expect(text).toContain("garanties.example");
  expect(text).toContain("Ce n’est pas moi");
  expect(text).toContain("Lire les dix engagements");
  expect(html).not.toMatch(/<script|style=/);
  expect(html).not.toContain(contact.value);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toContain("noindex");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});

test("theme by theme: nothing pre-ticked, a missing answer keeps all the others, then on to the next theme", async () => {
  const { token } = await aSigner();
  const first = await get(token, "answers");
  expect(first.html).not.toContain('checked=""');
  const [one = "", two = ""] = pledge.version.engagementIds;
  const given = {
    theme: "1",
    [`answers.${one}.value`]: "with_reservation",
    [`answers.${one}.comments.with_reservation`]: "Oui, mais.",
  };
  const missing = await post(token, "answers?theme=1", { ...given, [`answers.${one}.comments.yes`]: "" });
  expect(missing.status).toBe(422);
  expect(missing.text).toContain("Engagement 2 : choisissez une des trois réponses");
  expect(missing.html).toContain("Oui, mais.");
  expect(missing.html.match(/checked=""/g)).toHaveLength(1);
  const whole = await post(token, "answers?theme=1", { ...given, [`answers.${two}.value`]: "no" });
  expect(whole.status).toBe(303);
  expect(whole.headers.get("location")).toBe(`/fr/sign/${token}/answers?theme=2`);
  const review = await get(token, "review");
  expect(review.text).toContain("Oui, mais.");
  expect(review.text).toContain("Il manque huit réponses.");
});

test("a reservation without its words is asked for; a control that deceives the reader is refused, with what was typed", async () => {
  const { token } = await aSigner();
  const [one = "", two = ""] = pledge.version.engagementIds;
  const fields = {
    theme: "1",
    [`answers.${one}.value`]: "with_reservation",
    [`answers.${two}.value`]: "yes",
  };
  const bare = await post(token, "answers?theme=1", fields);
  expect(bare.status).toBe(422);
  expect(bare.text).toContain("Engagement 1 : précisez votre réserve");
  const name = `answers.${one}.comments.with_reservation`;
  const deceiving = await post(token, "answers?theme=1", { ...fields, [name]: "Oui\u202eno <b>" });
  expect(deceiving.status).toBe(422);
  expect(deceiving.text).toContain("caractères invisibles");
  expect(deceiving.html).toContain("&lt;b&gt;");
  const strange = await post(token, "answers?theme=1", { theme: "1", nonsense: "1" });
  expect(strange.status).toBe(422);
  expect(strange.text).toContain("Cette page était périmée");
});

test("accept all, review, confirm, sign: two taps with nothing typed; twice the same button is one signature", async () => {
  const { token, candidacy } = await aSigner();
  expect((await post(token, "accept-all")).headers.get("location")).toBe(`/fr/sign/${token}/review`);
  const review = await get(token, "review");
  expect(review.text).toContain("10 engagements sur 10");
  expect(review.html).toContain(`/fr/sign/${token}/confirm`);
  const confirm = await get(token, "confirm");
  expect(confirm.text).toContain("je prends les dix engagements");
  const fields = hidden(confirm.html);
  const both = await Promise.all([post(token, "confirm", fields), post(token, "confirm", fields)]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect(await db().signature.count({ where: { candidacyId: candidacy.id } })).toBe(1);
  const late = await post(token, "confirm", { ...fields, key: randomUUID() });
  expect(late.status).toBe(409);
  expect(late.text).toContain("C’est déjà signé");
  const done = await get(token, "done");
  expect(done.text).toContain("C’est signé.");
  expect(done.html).toContain(`/fr/candidacies/${candidacy.publicId}-`);
  expect(done.text).toContain("Le reçu part aussi");
});

test("what was answered meanwhile or published meanwhile is shown, never signed", async () => {
  const own = await aForm(db(), { organizationId: ngo.id, version: { engagements: 4 } });
  const { token, candidacy } = await aSigner(own);
  await post(token, "accept-all");
  const fields = hidden((await get(token, "confirm")).html);
  const [one = "", two = ""] = own.version.engagementIds;
  await post(token, "answers?theme=1", {
    theme: "1",
    [`answers.${one}.value`]: "no",
    [`answers.${two}.value`]: "yes",
  });
  const changed = await post(token, "confirm", fields);
  expect(changed.status).toBe(409);
  expect(changed.text).toContain("je refuse l’engagement 1");
  await aVersion(db(), { formId: own.id, lineageIds: own.version.lineageIds, engagements: 4 });
  const version = await post(token, "confirm", hidden(changed.html));
  expect(version.status).toBe(409);
  expect(version.text).toContain("Une nouvelle version a été publiée");
  expect(version.html).toContain('<a class="button solid"');
  expect(await db().signature.count({ where: { candidacyId: candidacy.id } })).toBe(0);
});

test("signed: read-only words with change and withdraw; a later version says which words changed", async () => {
  const own = await aForm(db(), { organizationId: ngo.id, version: { engagements: 4 } });
  const { token, candidacy } = await aSigner(own);
  await aSignature(db(), {
    versionId: own.version.id,
    candidacyId: candidacy.id,
    answerAt: { 2: { value: "with_reservation", comment: "Si." } },
  });
  const signed = await get(token);
  expect(signed.text).toContain("Vous avez signé la version 1");
  expect(signed.text).toContain("3 engagements sur 4");
  expect(signed.text).toContain("Si.");
  expect(signed.html).toContain(`/fr/sign/${token}/withdraw`);
  await aVersion(db(), { formId: own.id, lineageIds: own.version.lineageIds, engagements: 4 });
  const later = await get(token);
  expect(later.text).toContain("Quatre engagements ont changé");
  expect(later.text).toContain("Elle reste sur la version 1");
});

test("withdrawing and declining are told with their dates, and the way back stays open", async () => {
  const { token, candidacy } = await aSigner();
  await aSignature(db(), { versionId: pledge.version.id, candidacyId: candidacy.id });
  const declined = await post(token, "decline", {});
  expect(declined.status).toBe(409);
  const page = await get(token, "withdraw");
  expect((await post(token, "withdraw", { ...hidden(page.html), reason: "" })).status).toBe(303);
  expect((await get(token)).text).toContain("Vous avez retiré votre signature le");
  expect((await post(token, "withdraw", hidden(page.html))).status).toBe(409);
  const refusing = await get(token, "decline");
  expect(refusing.html).not.toContain("checked");
  expect((await post(token, "decline", { reason: "Non." })).status).toBe(303);
  expect((await get(token)).text).toContain("sans le rendre public");
});

test("closed: 410 with what is signed, or that nothing was; withdrawing still works", async () => {
  const own = await aForm(db(), { organizationId: ngo.id, closesAt: new Date(Date.now() - 60_000) });
  const silent = await aSigner(own);
  for (const page of ["", "answers", "review", "confirm", "decline", "accept-all"]) {
    const closed = await get(silent.token, page);
    expect(closed.status, page).toBe(410);
    expect(closed.text).toContain("Rien n’a été signé par ce lien");
  }
  expect((await post(silent.token, "accept-all")).status).toBe(410);
  const signer = await aSigner(own);
  await aSignature(db(), { versionId: own.version.id, candidacyId: signer.candidacy.id });
  const closed = await get(signer.token);
  expect(closed.status).toBe(410);
  expect(closed.text).toContain("3 engagements sur 3");
  expect((await get(signer.token, "withdraw")).status).toBe(200);
});

test("not me disables the link, stop does not; pressed again each says the same, in either order", async () => {
  const { token, contact, candidacy } = await aSigner();
  const stop = () => post(token, "stop");
  const notMe = () => post(token, "not-me");
  expect((await stop()).headers.get("location")).toBe("/fr/sign/told?what=stop");
  expect((await get(token)).status).toBe(200);
  for (let press = 0; press < 2; press += 1)
    expect((await notMe()).headers.get("location")).toBe("/fr/sign/told?what=not-me");
  expect((await stop()).headers.get("location")).toBe("/fr/sign/told?what=stop");
  const where = { id: contact.id };
  expect(await db().contact.findUnique({ where, select: { stopReason: true } })).toEqual({
    stopReason: "not-me",
  });
  expect(await db().linkReport.count({ where: { link: { candidacyId: candidacy.id } } })).toBe(1);
  const dead = await get(token);
  expect(dead.status).toBe(410);
  expect(dead.text).toContain("Ce lien est désactivé");
  const told = document(acts.toldDocument);
  const at = (what: string) => new Request(`${configuredOrigin()}/fr/sign/told?what=${what}`);
  const params = { params: Promise.resolve({ locale: "fr" }) };
  for (const what of ["not-me", "stop", "renew"]) expect((await told(at(what), params)).status).toBe(200);
  expect((await told(at("x"), params)).status).toBe(404);
});

test("who was reached by mistake stops her own address and nobody else's mail", async () => {
  const { token, candidacy } = await aSigner();
  await post(token, "not-me");
  await post(token, "stop");
  expect(await db().contactStop.count({ where: { candidacyId: candidacy.id } })).toBe(0);
});

test("a link that opens nothing says so, with 404; it shows no address", async () => {
  for (const dead of [linkToken(randomUUID()), "x"]) {
    const page = await get(dead);
    expect(page.status).toBe(404);
    expect(page.text).toContain("Ce lien n’ouvre rien");
    expect(page.text).not.toContain("@");
  }
});

test("a link taken back offers a new one to the known address: one sentence for all, one mail where one is known", async () => {
  const mails = () => db().mail.findMany({ where: { template: "new-link" }, select: { toAddress: true } });
  const known = await aSigner();
  const unknown = await aSigner();
  await db().contact.updateMany({ where: { id: unknown.contact.id }, data: { stoppedAt: new Date() } });
  const revoked = { where: { candidacyId: { in: [known.candidacy.id, unknown.candidacy.id] } } };
  await db().link.updateMany({ ...revoked, data: { revokedAt: new Date() } });
  const page = await get(known.token);
  expect(page.status).toBe(410);
  expect(page.html).toContain(`/fr/sign/${known.token}/renew`);
  expect(page.text).not.toContain("@");
  const before = await mails();
  const answers = [];
  for (const token of [known.token, unknown.token, linkToken(randomUUID())])
    answers.push(await post(token, "renew"));
  for (const { status, headers } of answers)
    expect([status, headers.get("location")]).toEqual([303, "/fr/sign/told?what=renew"]);
  expect((await mails()).slice(before.length)).toEqual([{ toAddress: known.contact.value }]);
  const fresh = await db().link.findFirstOrThrow({
    where: { candidacyId: known.candidacy.id, revokedAt: null },
    select: { id: true },
  });
  expect((await get(linkToken(fresh.id))).status).toBe(200);
  expect((await get(known.token)).status).toBe(410);
});

test("asking for a new link has an end", async () => {
  const { token, candidacy } = await aSigner();
  await db().link.updateMany({ where: { candidacyId: candidacy.id }, data: { revokedAt: new Date() } });
  const statuses = [];
  for (let press = 0; press < 6; press += 1) statuses.push((await post(token, "renew")).status);
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
  const where = { template: "new-link", data: { path: ["linkId"], not: "" } };
  const links = await db().link.findMany({
    where: { candidacyId: candidacy.id, revokedAt: null },
    select: { id: true },
  });
  const own = { ...where, data: { path: ["linkId"], equals: links[0]?.id ?? "" } };
  expect(await db().mail.count({ where: own })).toBe(3);
});

test("opening changes nothing: every page of every state, in both languages, leaves all tables as they were; each ≤ 30 kB", async () => {
  const fresh = await aSigner();
  const ready = await aSigner();
  await post(ready.token, "accept-all");
  const signer = await aSigner();
  await aSignature(db(), { versionId: pledge.version.id, candidacyId: signer.candidacy.id });
  const styles = ["document.css", "answering.css"].map((name) => readFileSync(join("public", asset(name))));
  const css = styles.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
  await get(fresh.token);
  const before = await checksum(database.url);
  for (const { token } of [fresh, ready, signer])
    for (const page of Object.keys(GET))
      for (const locale of ["fr", "en"]) {
        const { status, html } = await get(token, page, locale);
        expect([page, status]).toEqual([page, 200]);
        expect(gzipSync(html).length + css).toBeLessThan(30 * 1024);
      }
  expect(await checksum(database.url)).toBe(before);
  await post(fresh.token, "accept-all");
  expect(await checksum(database.url)).not.toBe(before);
});
