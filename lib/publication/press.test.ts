import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemCtx } from "@/lib/core/auth/link";
import { db, pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aContest, declineOf } from "@/lib/directory/testing/contest";
import {
  aBallot,
  anArea,
  anAttempt,
  anOrganization,
  aPerson,
  aSignature,
  aUser,
  aVersion,
} from "@/prisma/factories";
import { aCommune, aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { followClock, markEverything } from "./commands";
import { checkSite } from "./press/checking";
import { bytesOf, filesIn, ready } from "./press/folder";
import { type Press, pass } from "./press/pass";
import { heal } from "./press/running";

testDatabase();
let press: Press;
let commune: Awaited<ReturnType<typeof aCommune>>;
let contest: Awaited<ReturnType<typeof aContest>>;
const select = { id: true };

beforeAll(async () => {
  press = { root: mkdtempSync(join(tmpdir(), "signataires-site-")), build: "test" };
  await aUser(db(), { isOperator: true });
  contest = await aContest(4);
  const {
    department: { id: parentId },
  } = contest;
  commune = await aCommune(db(), { parentId, wholeIds: [contest.area.id], postcodes: ["78700"] });
  const second = await anArea(db(), { code: "78-20", parentId });
  await aBallot(db(), { electionId: contest.election.id, areaId: second.id });
  const city = await aCommune(db(), { name: "Ville", parentId, wholeIds: [contest.area.id, second.id] });
  const borough = { name: "Ville 1er Arrondissement", level: "borough", parentId: city.id };
  await aCommune(db(), { ...borough, code: "78999", postcodes: ["78009"] });
  await ready(press.root);
  await heal(press);
});
afterAll(() => rmSync(press.root, { recursive: true, force: true }));

const nothingWrong = { missing: [], stale: [], uneven: [], surplus: [], waiting: 0 };
const wrong = async () => {
  const { files: _, ...faults } = await checkSite(press.root);
  return faults;
};
const formId = () => contest.form?.id ?? "";
const versionId = () => contest.form?.version.id ?? "";
const candidacy = (at: number) => contest.candidacies[at]?.id ?? "";
const person = (at: number) => contest.candidacies[at]?.person.id ?? "";
const at = new Date();

/** What may happen to a fact that pages show. */
const CHANGES: Record<string, () => Promise<unknown>> = {
  "a signature": () => aSignature(db(), { versionId: versionId(), candidacyId: candidacy(0) }),
  "a withdrawal": async () => {
    const { id } = await aSignature(db(), { versionId: versionId(), candidacyId: candidacy(1) });
    return db().signatureEvent.create({ data: { signatureId: id, kind: "withdrawn", at }, select });
  },
  "a public decline": () => declineOf(formId(), candidacy(2), true),
  "a request": () =>
    anAttempt(db(), {
      formId: formId(),
      candidacyId: candidacy(3),
      organizationId: contest.form?.organizationId ?? "",
    }),
  "a person's name": () =>
    db().person.update({ where: { id: person(0) }, data: { familyName: "Renommée" }, select }),
  "a nomination and what came of it": async () => {
    const { id } = await aNomination(db(), { candidacyId: candidacy(0) });
    return aNominationEvent(db(), { nominationId: id, status: "frozen" });
  },
  "a party's name": async () => {
    const party = await anOrganization(db(), { kind: "party" });
    await aNomination(db(), { candidacyId: candidacy(1), organizationId: party.id });
    await pass(press);
    return db().organization.update({ where: { id: party.id }, data: { name: "Parti Renommé" }, select });
  },
  "an NGO's name": () =>
    db().organization.update({
      where: { id: contest.form?.organizationId ?? "" },
      data: { name: "ONG Renommée" },
      select,
    }),
  "an area's name": () =>
    db().area.update({
      where: { id: contest.area.id },
      data: { name: "7e circonscription renommée" },
      select,
    }),
  "a department's name": () =>
    db().area.update({ where: { id: contest.department.id }, data: { name: "Renommé" }, select }),
  "a commune's name": () =>
    db().area.update({ where: { id: commune.id }, data: { name: "Zébreville" }, select }),
  "a postcode": () =>
    db().postcode.create({
      data: { country: "FR", code: "91000", areaId: commune.id },
      select: { code: true },
    }),
  "a postcode that is no more": () => db().postcode.deleteMany({ where: { code: "78700" } }),
  "a former name": () =>
    db().areaAlias.create({
      data: { areaId: commune.id, scheme: "fr-commune", name: "Bourg-Ancien" },
      select,
    }),
  "a commune that is split": () =>
    db().areaPart.updateMany({ where: { partId: commune.id }, data: { isPartial: true } }),
  "an election's name": () =>
    db().election.update({
      where: { id: contest.election.id },
      data: { name: { fr: "Autre", en: "Other" } },
      select,
    }),
  "a polling day": () =>
    db().electionRound.updateMany({
      where: { electionId: contest.election.id, number: 1 },
      data: { pollingDate: new Date("2031-06-01") },
    }),
  "a status": () =>
    db().candidacyEvent.create({
      data: { candidacyId: candidacy(2), status: "withdrawn", date: at, sourceTitle: "Liste" },
      select,
    }),
  "a substitute": async () => {
    const other = await aPerson(db());
    return db().candidacy.update({ where: { id: candidacy(3) }, data: { substituteId: other.id }, select });
  },
  "a result": () =>
    db().result.create({
      data: { candidacyId: candidacy(0), round: 1, areaId: contest.area.id, votes: 12 },
      select: { round: true },
    }),
  "a turnout": () =>
    db().turnout.create({
      data: { ballotId: contest.ballot.id, areaId: contest.area.id, round: 1, voters: 20 },
      select: { round: true },
    }),
  "a new version": () => aVersion(db(), { formId: formId(), engagements: 3 }),
  "a merge": async () => {
    const other = await aPerson(db());
    await pass(press);
    return db().person.update({ where: { id: other.id }, data: { mergedIntoId: person(0) }, select });
  },
  "a form that closes": async () => {
    // As if it had been open when its pages were written, an hour ago.
    await pool().query("UPDATE form SET closes_at = signataires_now() - interval '30 minutes'");
    await pool().query("DELETE FROM publication_mark");
    await pool().query("UPDATE publication_state SET clocked_at = signataires_now() - interval '1 hour'");
    return followClock(await systemCtx());
  },
};

describe("a pass of the press", () => {
  test("first writes every page in both languages, and a second time nothing", async () => {
    const first = await pass(press);
    expect(first?.written).toBe(first?.rendered);
    expect(await wrong()).toEqual(nothingWrong);
    const files = await filesIn(press.root);
    expect(files).toContain(`fr${contest.at}.html`);
    expect(files).toContain(`en${contest.at}.html`);
    for (const path of [
      "fr/find.html",
      "en/find/78.html",
      "find/names/78.json",
      "fr/places/fr-commune/78999.html",
    ])
      expect(files).toContain(path);
    await markEverything(await systemCtx());
    expect(await pass(press)).toMatchObject({ written: 0, removed: 0 });
  });

  test.each(Object.entries(CHANGES))("takes over %s", async (_what, change) => {
    await pass(press);
    await change();
    await pass(press);
    expect(await wrong()).toEqual(nothingWrong);
  });

  test("a signature rewrites what shows it and nothing else, at most 60 files", async () => {
    await pass(press);
    const before = new Map<string, string>();
    for (const path of await filesIn(press.root)) before.set(path, String(await bytesOf(press.root, path)));
    const fifth = await aContest(2, { code: "78-08", hasForm: false });
    const version = await aVersion(db(), { formId: formId() });
    await pass(press);
    for (const path of await filesIn(press.root)) before.set(path, String(await bytesOf(press.root, path)));
    const id = candidacy(2);
    await aSignature(db(), { versionId: version.id, candidacyId: id });
    const pressed = await pass(press);
    expect(pressed?.written).toBeLessThanOrEqual(60);
    const changed: string[] = [];
    for (const path of await filesIn(press.root))
      if (before.get(path) !== String(await bytesOf(press.root, path))) changed.push(path);
    expect(changed.some((path) => path.includes(fifth.at))).toBe(false);
    expect(changed).toContain(`fr${contest.at}.html`);
  });

  test("red when a table marks nothing: the check names the stale page", async () => {
    await pass(press);
    await declineOf(formId(), candidacy(1), true);
    await pool().query("DELETE FROM publication_mark");
    expect((await wrong()).stale).toContain(`fr${contest.at}.html`);
    await markEverything(await systemCtx());
    await pass(press);
    expect(await wrong()).toEqual(nothingWrong);
  });
});

describe("a damaged folder", () => {
  test("is mended at the start: cut short, missing, written over, half written aside", async () => {
    await pass(press);
    const page = join(press.root, `fr${contest.at}.html`);
    truncateSync(page, 100);
    rmSync(join(press.root, "fr/elections.html"));
    writeFileSync(join(press.root, ".aside", "half"), "half");
    await ready(press.root);
    expect(await heal(press)).toBe(2);
    expect(await wrong()).toEqual(nothingWrong);
  });

  test("what cannot be written stays marked, and the old page stays", async () => {
    await pass(press);
    const before = await bytesOf(press.root, `fr${contest.at}.html`);
    await declineOf(formId(), candidacy(0), true);
    rmSync(join(press.root, ".aside"), { recursive: true });
    await expect(pass(press)).rejects.toThrow("ENOENT");
    expect(await bytesOf(press.root, `fr${contest.at}.html`)).toEqual(before);
    await ready(press.root);
    await pass(press);
    expect(await wrong()).toEqual(nothingWrong);
  });
});
