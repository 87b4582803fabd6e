import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { linkToken } from "@/lib/core/auth/link";
import { db, pool } from "@/lib/core/db";
import { ctxOf, linkActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { letterFor } from "@/lib/outreach/ui/mails";
import { aSignature } from "@/prisma/factories";
import { decline, withdraw } from "../commands";
import { sign } from "../signing/commands";
import { checksum, GET, get, hidden, keepBy, POST, post } from "../testing/doors";
import { aSigner, shown } from "../testing/signer";

const database = testDatabase();
beforeAll(buildAssets);

/** A candidate who handed the preparation to somebody, who said her name. */
async function aTeam(name = "Inès, attachée") {
  const signer = await aSigner();
  await post(signer.token, "prepare", { madeFor: name });
  const { id } = await db().link.findFirstOrThrow({
    where: { kind: "prepare", candidacyId: signer.candidacy.id },
    select: { id: true },
  });
  const team = linkToken(id);
  if (name) await post(team, "name", { name });
  return { ...signer, team, teamId: id };
}

const started = (candidacyId: string) =>
  db().signingDraft.findFirst({ where: { candidacyId }, select: { startedAt: true } });

test("she hands a link to her team, sees whom for, and takes it back; twice the same button makes one", async () => {
  const { token, team, candidacy } = await aTeam();
  await post(token, "prepare", { madeFor: "Paul" });
  await post(token, "prepare", { madeFor: "Paul" });
  expect(await db().link.count({ where: { kind: "prepare", candidacyId: candidacy.id } })).toBe(2);
  const page = await get(token, "prepare");
  expect(page.html).toContain(team);
  expect(page.text).toContain("Inès, attachée");
  const own = await db().link.findMany({
    where: { kind: "prepare", candidacyId: candidacy.id },
    select: { id: true },
  });
  for (const { id } of own) expect((await post(token, "revoke", { linkId: id })).status).toBe(303);
  const dead = await get(team);
  expect(dead.status).toBe(410);
  expect(dead.text).toContain("l’a désactivé");
  expect(dead.html).not.toContain("/renew");
  expect((await post(team, "answers?theme=1", { theme: "1" })).status).toBe(404);
});

test("nobody takes back another's link, and ten are enough", async () => {
  const one = await aTeam();
  const other = await aTeam();
  expect((await post(one.token, "revoke", { linkId: other.teamId })).status).toBe(403);
  expect((await get(other.team)).status).toBe(200);
  for (let at = 0; at < 9; at += 1) await post(one.token, "prepare", { madeFor: `Essai ${at}` });
  const eleventh = await post(one.token, "prepare", { madeFor: "Onze" });
  expect([eleventh.status, eleventh.text.includes("Dix liens sont déjà confiés")]).toEqual([409, true]);
});

test("who prepares says her name once, before anything", async () => {
  const { team, form } = await aTeam("");
  expect((await get(team, "answers")).text).toContain("Votre nom, et votre fonction");
  const [one = ""] = form.version.engagementIds;
  const nameless = await post(team, "answers?theme=1", { theme: "1", [`answers.${one}.value`]: "yes" });
  expect(nameless.status).toBe(403);
  expect((await post(team, "name", { name: " " })).status).toBe(422);
  expect((await post(team, "name", { name: "Inès" })).status).toBe(303);
  expect((await post(team, "name", { name: "Zoé" })).status).toBe(409);
  expect((await get(team)).text).toContain("Vous préparez sous le nom de Inès");
});

test("law: by a preparing link nothing is signed, declined, withdrawn, told or handed on, at no door and in no command", async () => {
  const { team, teamId, token, form, candidacy, who, ctx } = await aTeam();
  await aSignature(db(), { versionId: form.version.id, candidacyId: candidacy.id });
  await post(team, "accept-all");
  const fields = hidden((await get(token, "withdraw")).html);
  const before = await checksum(database.url);
  for (const page of ["", "confirm", "withdraw", "decline", "not-me", "stop", "prepare", "done"]) {
    if (page === "") continue;
    const seen = await get(team, page);
    expect([page, seen.status]).toEqual([page, 403]);
    expect(seen.html).not.toContain(token);
  }
  const asked = await shown(ctx);
  const tries: Record<string, Record<string, string>> = {
    confirm: {
      ...{ hash: asked.hash, answersHash: asked.answersHash, key: asked.key },
      ...{ revision: String(asked.revision), locale: "fr" },
    },
    withdraw: fields,
    decline: { isPublic: "yes" },
    "not-me": {},
    stop: {},
    prepare: { madeFor: "Zoé" },
    revoke: { linkId: teamId },
    review: { answersHash: asked.answersHash },
  };
  for (const [page, posted] of Object.entries(tries))
    expect([page, (await post(team, page, posted)).status]).toEqual([page, 403]);
  const assistant = ctxOf(linkActor({ linkId: teamId, linkKind: "prepare", ...who }), ctx.now);
  expect(await sign(assistant, asked)).toMatchObject({ refusal: "not-yours" });
  expect(await withdraw(assistant, { revision: 1, reason: undefined })).toMatchObject({
    refusal: "not-yours",
  });
  expect(await decline(assistant, { isPublic: "yes", reason: undefined })).toMatchObject({
    refusal: "not-yours",
  });
  expect(acts(await checksum(database.url))).toBe(acts(before));
});

// How often a door was used is no act.
const acts = (sums: string) => sums.replace(/^rate_limit .*$/m, "");

test("the database itself refuses a signature, withdrawal or decline by a preparing link", async () => {
  const { teamId, form, candidacy } = await aTeam();
  const signature = { versionId: form.version.id, candidacyId: candidacy.id };
  await expect(aSignature(db(), { ...signature, linkId: teamId })).rejects.toThrow();
  const { id } = await aSignature(db(), signature);
  const insert = (table: string, columns: string, values: string) =>
    pool().query(`INSERT INTO ${table} (${columns}, link_id) VALUES (${values}, '${teamId}')`);
  await expect(
    insert("signature_event", "signature_id, kind, at", `'${id}', 'withdrawn', now()`),
  ).rejects.toThrow(/never acts/);
  await expect(
    insert(
      "decline",
      "form_id, candidacy_id, role, is_public, at",
      `'${form.id}', '${candidacy.id}', 'candidate', true, now()`,
    ),
  ).rejects.toThrow(/never acts/);
});

test("what she prepares is no start of the candidate's, and is marked until the candidate has looked", async () => {
  const { team, token, form, candidacy, ctx } = await aTeam();
  await post(team, "accept-all");
  expect(await started(candidacy.id)).toEqual({ startedAt: null });
  const open = await get(token);
  expect(open.text).toContain("Inès, attachée a préparé 3 réponses pour vous.");
  expect(open.text).toContain("Rien n’est signé");
  const review = await get(token, "review");
  expect(review.text.match(/Préparé par Inès, attachée/g)).toHaveLength(3);
  expect((await get(token, "confirm")).html).not.toContain('name="key"');
  const refused = await post(token, "confirm", { ...(await asFields(ctx)), locale: "fr" });
  expect([refused.status, refused.text.includes("que vous n’avez pas encore relues")]).toEqual([409, true]);
  expect((await post(token, "review", hidden(review.html))).headers.get("location")).toBe(
    `/fr/sign/${token}/confirm`,
  );
  expect((await started(candidacy.id))?.startedAt).toBeInstanceOf(Date);
  const confirm = await get(token, "confirm");
  expect((await get(token, "review")).text).not.toContain("Préparé par");
  expect((await post(token, "confirm", hidden(confirm.html))).status).toBe(303);
  expect(form.version.engagementIds).toHaveLength(3);
});

async function asFields(ctx: Parameters<typeof shown>[0]) {
  const { hash, answersHash, revision, key } = await shown(ctx);
  return { hash, answersHash, revision: String(revision), key };
}

test("what is prepared while she reads is not approved with the rest", async () => {
  const { team, token, form } = await aTeam();
  await post(team, "accept-all");
  const fields = hidden((await get(token, "review")).html);
  const [one = ""] = form.version.engagementIds;
  await keepBy(team, { [`answers.${one}.value`]: "no" });
  const stale = await post(token, "review", fields);
  expect(stale.status).toBe(409);
  await post(token, "review", hidden(stale.html));
  expect((await get(token, "confirm")).text).toContain("je refuse l’engagement 1");
  await keepBy(team, { [`answers.${one}.value`]: "yes" });
  expect((await get(token, "confirm")).html).not.toContain('name="key"');
});

test("her own answer to one is hers; the others stay marked, and a theme that she passes on is looked at", async () => {
  const { team, token, form } = await aTeam();
  await post(team, "accept-all");
  const [one = "", two = ""] = form.version.engagementIds;
  await keepBy(token, { [`answers.${one}.value`]: "no" });
  const marks = async () => (await get(token, "review")).text.match(/Préparé par/g)?.length ?? 0;
  expect(await marks()).toBe(2);
  const page = await get(token, "answers?theme=1");
  const was = Object.fromEntries(
    [...page.html.matchAll(/name="(answers\.[^"]+\.was)" value="(\w*)"/g)].map(([, n = "", v = ""]) => [
      n,
      v,
    ]),
  );
  await post(token, "answers?theme=1", {
    theme: "1",
    ...was,
    [`answers.${one}.value`]: "no",
    [`answers.${two}.value`]: "yes",
  });
  expect(await marks()).toBeLessThan(2);
});

test("ready to sign: one mail to the address held, with her own link, made when it is sent; said again it is silent", async () => {
  const { team, teamId, token, candidacy } = await aTeam();
  const incomplete = await post(team, "ready");
  expect(incomplete.status).toBe(422);
  await post(team, "accept-all");
  const ready = await post(team, "ready");
  expect(ready.headers.get("location")).toBe(`/fr/sign/${team}`);
  await post(team, "ready");
  const mails = await db().mail.findMany({
    where: { template: "ready", data: { path: ["linkId"], equals: teamId } },
    select: { id: true, data: true, toAddress: true },
  });
  expect(mails).toHaveLength(1);
  expect(JSON.stringify(mails)).not.toContain(token);
  const contact = await db().contact.findFirstOrThrow({
    where: { candidacyId: candidacy.id },
    select: { value: true },
  });
  expect(mails[0]?.toAddress).toBe(contact.value);
  const posted = { id: "x", template: "ready", data: { linkId: teamId }, locale: "fr" as const };
  const letter = await letterFor({ ...posted, to: "", status: "queued", createdAt: new Date() });
  expect(letter?.subject).toContain("Prêt à signer");
  expect(letter?.text).toContain(`/fr/sign/${token}/review`);
  expect(letter?.text).toContain("Inès, attachée");
  expect(letter?.text).not.toContain(team);
  expect((await get(team)).text).toContain("Vous avez dit le");
  expect((await get(token)).text).toContain("dit que c’est prêt à signer");
  await post(token, "revoke", { linkId: teamId });
  expect(await letterFor({ ...posted, to: "", status: "queued", createdAt: new Date() })).toBeNull();
});

test("where no address is held, she is told to say it herself", async () => {
  const { team, candidacy } = await aTeam();
  await db().contact.updateMany({ where: { candidacyId: candidacy.id }, data: { stoppedAt: new Date() } });
  await post(team, "accept-all");
  const ready = await post(team, "ready");
  expect(ready.headers.get("location")).toBe(`/fr/sign/${team}?by=hand`);
  expect((await get(team, "?by=hand")).text).toContain("prévenez");
  expect(
    await db().mail.count({ where: { template: "ready", data: { path: ["linkId"], equals: "x" } } }),
  ).toBe(0);
});

test("not me ends the links that were handed on from it", async () => {
  const { team, token } = await aTeam();
  await post(token, "not-me");
  expect((await get(team)).status).toBe(410);
});

test("opening any page by a preparing link changes nothing", async () => {
  const { team } = await aTeam();
  const before = await checksum(database.url);
  for (const page of Object.keys(GET)) for (const locale of ["fr", "en"]) await get(team, page, locale);
  expect(await checksum(database.url)).toBe(before);
  expect(Object.keys(POST)).toContain("ready");
});
