import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import {
  aBallot,
  aCandidacy,
  aForm,
  anArea,
  anElection,
  anOrganization,
  aPerson,
  aUser,
} from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { brokenLinks, harvestOf, invalidMarkup, publishedFiles } from "./published";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

const run = promisify(execFile);

/** Two constituencies of a department, a party, a form, and a candidate with her link and every answer kept. */
function aRace(server: Server) {
  return onSite(server, async () => {
    await aUser(db(), { isOperator: true });
    const department = await anArea(db(), {
      scheme: "fr-department",
      code: "78",
      level: "department",
      name: "Yvelines",
    });
    const election = await anElection(db());
    const held = async (code: string) => {
      const area = await anArea(db(), { code, name: `Circonscription ${code}`, parentId: department.id });
      return aBallot(db(), { electionId: election.id, areaId: area.id });
    };
    const [here, there] = [await held("78-07"), await held("78-08")];
    const person = await aPerson(db(), { givenName: "Solène", familyName: "Fictive" });
    const own = await aCandidacy(db(), { ballotId: here.id, personId: person.id, panelNumber: 1 });
    const other = await aCandidacy(db(), { ballotId: there.id, panelNumber: 1 });
    const [party, elsewhere] = [
      await anOrganization(db(), { kind: "party" }),
      await anOrganization(db(), { kind: "party" }),
    ];
    await aNomination(db(), { candidacyId: own.id, organizationId: party.id });
    await aNomination(db(), { candidacyId: other.id, organizationId: elsewhere.id });
    const form = await aForm(db(), { electionId: election.id });
    const who = { candidacyId: own.id, role: "candidate" as const };
    const answers = Object.fromEntries(form.version.engagementIds.map((id) => [id, { value: "yes" }]));
    await db().signingDraft.create({
      data: { ...who, versionId: form.version.id, answers },
      select: { versionId: true },
    });
    const link = await db().link.create({
      data: { ...who, kind: "personal", formId: form.id, tokenHash: tokenHash(`x${own.id}`) },
      select: { id: true },
    });
    const token = linkToken(link.id);
    await db().link.update({
      where: { id: link.id },
      data: { tokenHash: tokenHash(token) },
      select: { id: true },
    });
    const words = async (candidacyId: string) =>
      (await db().candidacy.findUniqueOrThrow({ where: { id: candidacyId }, select: { publicId: true } }))
        .publicId;
    const slugs = await db().organization.findMany({
      where: { id: { in: [party.id, elsewhere.id, form.organizationId] } },
      select: { id: true, slug: true },
    });
    const slugOf = (id: string) => slugs.find((one) => one.id === id)?.slug ?? "";
    const { slug } = await db().form.findUniqueOrThrow({ where: { id: form.id }, select: { slug: true } });
    return {
      token,
      form: slug,
      election: election.slug,
      own: await words(own.id),
      other: await words(other.id),
      party: slugOf(party.id),
      elsewhere: slugOf(elsewhere.id),
      ngo: slugOf(form.organizationId),
    };
  });
}

/** Every file of the public site with its hash, compressed forms left out. */
function filesOf(server: Server): ReadonlyMap<string, string> {
  const root = join(server.dataDir, "site");
  const all = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = all.map(({ parentPath, name }) => relative(root, join(parentPath, name)));
  const own = paths.filter((path) => !/\.(br|gz|alive|note)$|^\.|^manifest/.test(path));
  return new Map(
    own.map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest("hex"),
    ]),
  );
}

async function sign(page: Page, server: Server, token: string): Promise<number> {
  await page.goto(`${server.url}/fr/sign/${token}/review`);
  await page.getByRole("link", { name: "Passer à la signature" }).click();
  await page.getByRole("button", { name: "Je signe" }).click();
  await expect(page).toHaveURL(/\/done$/);
  return Date.now();
}

const npm = (server: Server, ...args: string[]) =>
  run("node", ["bin/run.mjs", ...args], {
    env: { ...process.env, DATA_DIR: server.dataDir, APP_URL: server.url, DATABASE_URL: server.databaseUrl },
  });

let server: Server;
let race: Awaited<ReturnType<typeof aRace>>;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startServer({ mode: "live", hasPress: true });
  race = await aRace(server);
  await expect
    .poll(() => filesOf(server).has(`fr/elections/${race.election}/78-07.html`), { timeout: 60_000 })
    .toBe(true);
});
test.afterAll(() => server.stop());

test("what somebody signs is on every page that shows it, and nothing else is rewritten", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await expect.poll(async () => (await npm(server, "site", "--check")).stdout, { timeout: 60_000 }).toBe("");
  const before = filesOf(server);
  const signedAt = await sign(page, server, race.token);
  const shown = `fr/elections/${race.election}/78-07.html`;
  await expect
    .poll(() => filesOf(server).get(shown), { intervals: [50], timeout: 30_000 })
    .not.toBe(before.get(shown));
  test.info().annotations.push({ type: "written after", description: `${Date.now() - signedAt} ms` });
  await expect.poll(async () => (await npm(server, "site", "--check")).stdout, { timeout: 60_000 }).toBe("");
  const after = filesOf(server);
  const changed = [...after].filter(([path, hash]) => before.get(path) !== hash).map(([path]) => path);
  for (const path of [
    shown,
    `fr/forms/${race.form}.html`,
    `fr/forms/${race.form}/signatories.csv`,
    `fr/organizations/${race.party}.html`,
    "fr/places/fr-department/78.html",
    "fr.html",
    `en/organizations/${race.ngo}.html`,
  ])
    expect(changed).toContain(path);
  expect(changed.some((path) => path.includes(`candidacies/${race.own}`))).toBe(true);
  for (const words of ["78-08", race.other, race.elsewhere, "legal", "privacy"])
    expect(changed.filter((path) => path.includes(words))).toEqual([]);
  expect(changed.length, changed.join("\n")).toBeLessThanOrEqual(60);
});

test("a copy over HTTP is proven file by file, and one changed byte is refused", async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "signataires-mirror-"));
  try {
    const { log } = await (await fetch(`${server.url}/.well-known/signataires.json`)).json();
    const key: string = log.keys.at(-1);
    const copy = () =>
      npm(server, "mirror", server.url, folder, "--log-key", key).then(
        ({ stdout }) => stdout,
        () => "",
      );
    await expect.poll(copy, { timeout: 60_000 }).toContain("0 removed");
    expect(await copy()).toContain(" 0 fetched");
    for (const [path, hash] of filesOf(server))
      expect(
        createHash("sha256")
          .update(readFileSync(join(folder, path)))
          .digest("hex"),
      ).toBe(hash);
    await expect(npm(server, "mirror", server.url, folder, "--log-key", `x${key}`)).rejects.toThrow(
      "not signed by this log",
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("its links and anchors lead somewhere, its pages are valid, and no byte of it tells an address, a phone or an internal id", async () => {
  test.setTimeout(120_000);
  await expect.poll(async () => (await npm(server, "site", "--check")).stdout, { timeout: 60_000 }).toBe("");
  const root = join(server.dataDir, "site");
  expect(brokenLinks(root)).toEqual([]);
  const faults: string[] = [];
  for (const path of publishedFiles(root)) {
    const text = readFileSync(join(root, path), "utf8");
    const markup = path.endsWith(".html") ? await invalidMarkup(text) : [];
    faults.push(...[...harvestOf(text), ...markup].map((fault) => `${path}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test("with the app killed and the database stopped every page is read, with a line that says since when", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const pages = [...filesOf(server).keys()].filter(
    (path) => path.endsWith(".html") && !path.includes("away"),
  );
  await server.loseApp();
  await expect(async () => {
    await page.goto(`${server.url}/fr`);
    await expect(page.getByRole("status").first()).toContainText("momentanément indisponibles");
  }).toPass({ timeout: 30_000 });
  for (const path of pages) {
    const answer = await fetch(`${server.url}/${path.replace(/\.html$/, "")}`);
    expect([path, answer.status, (await answer.text()).includes('class="banner"')]).toEqual([
      path,
      200,
      true,
    ]);
  }
  expect((await fetch(`${server.url}/fr/search?q=78`)).status).toBe(503);
});
