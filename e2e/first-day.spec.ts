import { expect, type Page, test } from "@playwright/test";
import { isAccessible } from "./app";
import { madeElection } from "./made-election";
import { linkIn, openPostOffice, type PostOffice } from "./post-office";
import { startServer } from "./server";

/** Counts what a mouse would press, keyboard presses of buttons included; choosing a file and opening a mail's link are one each. */
async function counted(page: Page): Promise<{ clicks: number }> {
  const count = { clicks: 0 };
  await page.exposeFunction("countOne", () => {
    count.clicks += 1;
  });
  await page.addInitScript(() => {
    addEventListener(
      "click",
      (event) => {
        if (event.isTrusted) Reflect.get(window, "countOne")();
      },
      { capture: true },
    );
  });
  return count;
}

const main = (page: Page) => page.getByRole("main");

async function typeInto(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(value);
}

async function comesIn(page: Page, url: string, post: PostOffice): Promise<void> {
  await page.goto(url);
  await typeInto(page, {
    name: "Maud Verdier",
    email: "maud@garanties.example",
    organization: "Garanties",
    website: "https://garanties.example",
    replyTo: "campagne@garanties.example",
  });
  await main(page).getByRole("button").click();
  await expect(page).toHaveURL(/\/login\/sent$/);
  await page.goto(linkIn(await post.mail("maud@garanties.example"), /\/login\//));
  await main(page).getByRole("button").click();
  await expect(page).toHaveURL(/\/desk/);
}

async function importsTheAreas(page: Page, files: readonly string[]): Promise<void> {
  await page.getByRole("link", { name: "Importer la liste officielle" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("D’abord, le découpage électoral");
  await isAccessible(page);
  await page.setInputFiles('input[type="file"]', [...files]);
  await page.getByRole("button", { name: "Lire ces fichiers" }).click();
  await expect(page.getByRole("button", { name: "Importer ce découpage" })).toBeVisible({ timeout: 60_000 });
  // Nothing is lost by a reload, and nothing is written yet.
  await page.reload();
  await isAccessible(page);
  await page.getByRole("button", { name: "Importer ce découpage" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import terminé", { timeout: 60_000 });
  await isAccessible(page);
}

async function importsTheList(page: Page, list: string, name: string): Promise<void> {
  await page.getByRole("link", { name: "Importer la liste officielle" }).click();
  await page.setInputFiles('input[type="file"]', list);
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel("Premier tour").fill("2035-06-10");
  await page.getByRole("button", { name: "Faire l’essai à blanc" }).click();
  await page.getByRole("button", { name: /^Importer/ }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import terminé", { timeout: 60_000 });
}

async function writesAndPublishes(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Bureau", exact: true }).click();
  await page.getByRole("link", { name: "Nouveau formulaire" }).last().click();
  await typeInto(page, { "title.fr": "Un engagement", "title.en": "One commitment" });
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.waitForURL(/\/desk\/forms\/[0-9a-f-]{36}/);
  const engagements = page.locator('[name^="engagements."][name$=".title.fr"]');
  if ((await page.locator('button[name="intent"][value^="add:"]').count()) === 0)
    await page.locator('button[name="intent"][value="add-theme"]').click();
  await page.locator('button[name="intent"][value^="add:"]').first().click();
  await expect(engagements).toHaveCount(1);
  const id = ((await engagements.first().getAttribute("name")) ?? "").split(".")[1];
  const theme = await page.locator('[name^="themes."][name$=".title.fr"]').first().getAttribute("name");
  await typeInto(page, {
    [theme ?? ""]: "Asile",
    [(theme ?? "").replace(/fr$/, "en")]: "Asylum",
    [`engagements.${id}.title.fr`]: "Un toit",
    [`engagements.${id}.title.en`]: "A roof",
    [`engagements.${id}.text.fr`]: "Garantir un toit dès la demande d’asile.",
    [`engagements.${id}.text.en`]: "Guarantee a roof on asking for asylum.",
    "validity.fr": "Pour la durée du mandat.",
    "validity.en": "For the length of the term.",
    closesAt: "2035-06-08T00:00",
  });
  await page.locator('button[name="intent"][value="publish"]').click();
  await page.waitForURL(/\/publish$/);
  await page.getByRole("button", { name: /^Publier/ }).click();
  await page.waitForURL(/published=1/);
}

async function invites(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  await page
    .locator('textarea[name="text"]')
    .fill(`nom;circonscription;courriel;source\n${name};78-07;zoe@candidats.example;Page de campagne`);
  await page.locator('button[name="intent"][value="check"]').click();
  await page.locator('button[name="intent"][value="save"]').click();
  await expect(page.locator('button[name="intent"][value="save"]')).toHaveCount(0);
  await page.getByRole("link", { name: "Invitations", exact: true }).click();
  await page.locator('main form:has([name="subject.fr"]) button').last().click();
  await page.locator('[name="count"]').fill("1");
  await page.locator('main form:has([name="count"]) button').click();
}

test("from an empty live instance to the first invitation in at most 25 clicks", async ({ page }) => {
  test.setTimeout(180_000);
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  try {
    const { areas, candidates, name } = madeElection();
    const count = await counted(page);
    await comesIn(page, `${server.url}/fr`, post);
    await importsTheAreas(page, areas);
    await importsTheList(page, candidates, name);
    await writesAndPublishes(page);
    await invites(page, "Zoé ESSAI07");
    const mail = await post.mail("zoe@candidats.example");
    expect(linkIn(mail, /\/sign\/[\w-]{43}$/)).toContain("/sign/");
    // The mail's link and the two choices of files are presses too, which the page cannot see.
    console.log(`${count.clicks + 3} clicks`);
    expect(count.clicks + 3).toBeLessThanOrEqual(25);
  } finally {
    await server.stop();
    await post.close();
  }
});
