import { expect, type Page, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { aBallot, aCandidacy, anArea, anElection, aPerson } from "@/prisma/factories";
import { isAccessible, setUp } from "./app";
import { openPostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

interface Made {
  readonly before: string;
  readonly after: string;
  readonly candidacy: string;
}

/** Two elections in one constituency; one woman under two surnames, and homonyms whom nobody may take for one. */
async function twoElections(server: Server): Promise<Made> {
  return onSite(server, async () => {
    const area = await anArea(db(), { code: "99-01", name: "Essai, 1re circonscription" });
    const stand = async (ballotId: string, givenName: string, familyName: string, birth: string) => {
      const person = await aPerson(db(), { givenName, familyName, gender: "f", birthDate: new Date(birth) });
      const candidacy = await aCandidacy(db(), { ballotId, personId: person.id, substituteId: null });
      return { person: person.publicId, candidacy: candidacy.publicId };
    };
    const ballots = [];
    for (const [slug, days] of [
      ["essai-2022", -1800],
      ["essai-2027", 40],
    ] as const) {
      const election = await anElection(db(), { slug, name: { fr: slug, en: slug }, roundDays: [days] });
      ballots.push(await aBallot(db(), { electionId: election.id, areaId: area.id }));
    }
    const [past, present] = ballots.map(({ id }) => id);
    const elsewhere = await anArea(db(), { code: "99-02", name: "Essai, 2e circonscription" });
    const other = await aBallot(db(), { electionId: ballots[1]?.electionId ?? "", areaId: elsewhere.id });
    const before = await stand(past ?? "", "Maëlle", "Trévidic", "1980-04-04");
    const after = await stand(present ?? "", "Maëlle", "Trévidic-Lorne", "1980-04-04");
    await stand(past ?? "", "Ève", "Jumelle", "1961-05-05");
    await stand(other.id, "Ève", "Jumelle", "1983-11-30");
    return { before: before.person, after: after.person, candidacy: after.candidacy };
  });
}

/** Goes by Tab alone to the control of this name, and presses it. */
async function press(page: Page, name: string, key = "Enter"): Promise<void> {
  for (let at = 0; at < 80; at += 1) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const one = document.activeElement;
      return one?.getAttribute("aria-label") ?? one?.textContent?.trim() ?? "";
    });
    if (label !== name) continue;
    await page.keyboard.press(key);
    return;
  }
  throw new Error(`the keyboard does not reach “${name}”`);
}

async function review(page: Page, server: Server, { before, after }: Made): Promise<void> {
  await page.goto(`${server.url}/fr/admin/persons`);
  await expect(page.getByText("Aucune paire à départager")).toBeVisible();
  await isAccessible(page);
  await press(page, "Chercher à nouveau");
  await expect(page.getByText("1 paire attend")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Le nom de famille diffère" })).toBeVisible();
  await isAccessible(page);
  await press(page, "La même personne");
  await expect(page.getByText("rien n’attend")).toBeVisible();
  // The public page of the record that was joined leads to the one that stays, with both candidacies.
  await page.goto(`${server.url}/fr/people/${before}`);
  await expect(page).toHaveURL(new RegExp(`/people/${after}`));
  await expect(page.getByRole("heading", { level: 2, name: "essai-2022" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "essai-2027" })).toBeVisible();
  expect(await page.content()).not.toContain("1980");
  await page.goto(`${server.url}/fr/admin/persons/${after}`);
  await expect(page.getByText("Aussi sous le nom de")).toBeVisible();
  await isAccessible(page);
  await press(page, "Annuler le rapprochement de Maëlle Trévidic et de Maëlle Trévidic-Lorne");
  await expect(page.getByText(/Annulé par Maud Verdier/)).toBeVisible();
  await page.goto(`${server.url}/fr/people/${before}`);
  await expect(page).toHaveURL(new RegExp(`/people/${before}`));
  await page.goto(`${server.url}/fr/admin/persons`);
  await expect(page.getByText("1 paire attend")).toBeVisible();
  await press(page, "Deux personnes");
  await expect(page.getByText("rien n’attend")).toBeVisible();
  await press(page, "Chercher à nouveau");
  await expect(page.getByText("La recherche est faite.")).toBeVisible();
  await expect(page.getByText("rien n’attend")).toBeVisible();
}

async function nominate(page: Page, server: Server, { candidacy }: Made): Promise<void> {
  const kept = `${server.url}/fr/admin/candidacies/${candidacy}`;
  const shown = `${server.url}/fr/candidacies/${candidacy}`;
  await page.goto(kept);
  await isAccessible(page);
  await press(page, "Ajouter une investiture ou un soutien");
  await page.waitForURL(/add=nomination/);
  await page.getByLabel("Parti", { exact: true }).fill("Alliance des Marées");
  await page.getByLabel("Ce qui s’est passé").selectOption("frozen");
  await page.getByLabel("Date du fait").fill("2026-03-01");
  await page.getByLabel("Jusqu’au (si la source le dit)").fill("2026-04-15");
  await page.getByLabel("Source", { exact: true }).fill("Communiqué de la section");
  await page.getByLabel("Source", { exact: true }).press("Enter");
  await expect(page.getByText("Ce parti n’est pas connu ici.")).toBeVisible();
  await page.getByLabel(/Ajouter ce parti/).check();
  await page.getByLabel("Source", { exact: true }).press("Enter");
  await expect(page.getByText("Le fait est ajouté.")).toBeVisible();
  await isAccessible(page);
  await page.goto(shown);
  await expect(page.getByText("Communiqué de la section")).toBeVisible();
  await expect(page.getByText(/gelée/).first()).toBeVisible();
  await page.goto(kept);
  await press(page, "Ajouter un fait");
  await page.waitForURL(/add=[0-9a-f-]{36}/);
  await page.getByLabel("Ce qui s’est passé").selectOption("confirmed");
  await page.getByLabel("Date du fait").fill("2026-05-01");
  await page.getByLabel("Source", { exact: true }).fill("Commission des litiges");
  await page.getByLabel("Source", { exact: true }).press("Enter");
  await expect(page.getByText("Le fait est ajouté.")).toBeVisible();
  await page.goto(shown);
  await expect(page.getByText("Commission des litiges")).toBeVisible();
  // The older fact stays beside the new one.
  await expect(page.getByText("Communiqué de la section")).toBeVisible();
  await isAccessible(page);
}

async function cover(page: Page, server: Server): Promise<void> {
  await page.goto(`${server.url}/fr/admin/elections`);
  await isAccessible(page);
  await press(page, "essai-2027");
  await page.waitForURL(/\/essai-2027$/);
  await isAccessible(page);
  await press(page, "candidatures sans contact pour vos ONG");
  await page.waitForURL(/list=contacts/);
  await expect(page.getByRole("heading", { name: "Candidatures sans contact" })).toBeVisible();
  await press(page, "Ajouter une candidature à la main");
  await page.waitForURL(/add=candidacy/);
  await page.getByLabel("Code du territoire").fill("99-01");
  await page.getByLabel("Prénom").fill("Ninon");
  await page.getByLabel("Nom", { exact: true }).fill("Essai-Gaud");
  await page.getByLabel("Source", { exact: true }).fill("Affiche de campagne");
  await page.getByLabel("Source", { exact: true }).press("Enter");
  await expect(page.getByText("Le fait est ajouté.")).toBeVisible();
  await isAccessible(page);
  await page.goto(`${server.url}/fr/elections/essai-2027/99-01`);
  await expect(page.getByText("Ninon Essai-Gaud").first()).toBeAttached();
}

test("the operator, by keyboard: who is whom across elections, a nomination frozen then confirmed, a candidacy by hand", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  try {
    await setUp(page, server, post, "maud@garanties.example");
    const made = await twoElections(server);
    await review(page, server, made);
    await nominate(page, server, made);
    await cover(page, server);
  } finally {
    await server.stop();
    await post.close();
  }
});
