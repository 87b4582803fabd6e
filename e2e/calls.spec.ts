import { type Browser, expect, type Page, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { slugOf } from "@/lib/core/slug";
import { aBallot, aCandidacy, aContact, aForm, aMembership, aPerson, aUser } from "@/prisma/factories";
import { isAccessible, logIn } from "./app";
import { openPostOffice, type PostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

test.describe.configure({ mode: "serial" });
let site: Server;
let post: PostOffice;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  post = await openPostOffice();
  site = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
});
test.afterAll(async () => {
  await site.stop();
  await post.close();
});

const NAMES = ["Maëlle Trévidic", "Idriss Belkacem", "Solène Lecœur"];

/** Whenever the test runs, the site's clock says Tuesday morning: an hour at which one may call. */
async function tuesday(): Promise<void> {
  const now = new Date();
  const days = (2 - now.getUTCDay() + 7) % 7 || 7;
  const then = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 9, 0);
  const shift = Math.round((then - now.getTime()) / 1000);
  await db().$executeRaw`UPDATE instance SET clock_shift = ${shift}::int`;
}

async function aCampaign() {
  return onSite(site, async () => {
    await tuesday();
    const { id: ballotId, electionId } = await aBallot(db());
    const form = await aForm(db(), { electionId });
    const { organizationId } = form;
    const paths: string[] = [];
    for (const [at, name] of NAMES.entries()) {
      const [givenName = "", familyName = ""] = name.split(" ");
      const { id: personId } = await aPerson(db(), { givenName, familyName });
      const { id: candidacyId, publicId } = await aCandidacy(db(), {
        ballotId,
        personId,
        panelNumber: at + 1,
      });
      await aContact(db(), { organizationId, candidacyId, channel: "phone", value: `+3319900120${at}` });
      paths.push(`/fr/candidacies/${publicId}-${slugOf(name)}`);
    }
    const users = [await aUser(db()), await aUser(db())];
    for (const { id: userId } of users) await aMembership(db(), { userId, organizationId, role: "editor" });
    return { formId: form.id, paths, emails: users.map(({ email }) => email) };
  });
}

async function volunteer(browser: Browser, email: string, formId: string): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width: 360, height: 780 }, locale: "fr-FR" })
  ).newPage();
  await logIn(page, site, post, email);
  await page.goto(`${site.url}/fr/desk/forms/${formId}/calls`);
  return page;
}

const person = (page: Page) => page.locator(".on-the-line h3").first();

test("two volunteers call by keyboard, never the same person; an outcome is undone, then stands on the public page", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { formId, paths, emails } = await aCampaign();
  const [one, two] = await Promise.all(emails.map((email) => volunteer(browser, email, formId)));
  if (!one || !two) throw new Error("two volunteers are needed");
  await isAccessible(one);
  await one.keyboard.press("n");
  await expect(person(one)).toHaveText(NAMES[0] ?? "");
  await two.keyboard.press("n");
  await expect(person(two)).toHaveText(NAMES[1] ?? "");
  await isAccessible(one);
  expect(await one.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await one.keyboard.press("4");
  await expect(person(one)).toHaveText(NAMES[2] ?? "");
  await one.keyboard.press("u");
  await expect(person(one)).toHaveText(NAMES[0] ?? "");
  await one.keyboard.press("4");
  await expect(person(one)).toHaveText(NAMES[2] ?? "");
  await one.keyboard.press("1");
  await expect(one.getByRole("main")).toContainText("C’est tout pour aujourd’hui");
  await expect
    .poll(
      async () =>
        (
          await one.request.get(site.url + (paths[0] ?? ""), { headers: { "cache-control": "no-cache" } })
        ).text(),
      {
        timeout: 20_000,
      },
    )
    .toContain("Appel resté sans réponse");
  await one.keyboard.press("?");
  await expect(one.getByRole("dialog")).toContainText("Ne plus contacter");
  await isAccessible(one);
});
