import { expect, type Locator, type Page, test } from "@playwright/test";
import pg from "pg";
import { isAccessible, phone } from "./app";

/** One text from the demo's database. */
async function one(sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(sql);
    const [found] = Object.values(rows[0] ?? {});
    if (found === undefined) throw new Error("the demo has no such row");
    return found;
  } finally {
    await client.end();
  }
}

/** Walks with Tab alone until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await target.and(page.locator(":focus")).count()) > 0) return;
  }
  throw new Error(`no way by Tab to ${target}`);
}

/** A constituency of so many standing candidacies, one of which at least signed. */
const constituencyOf = (count: number) =>
  one(`SELECT e.slug || '/' || a.code FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
    JOIN candidacy c ON c.ballot_id = b.id AND c.status = 'standing'
    WHERE (SELECT count(*) FROM signature s JOIN candidacy d ON d.id = s.candidacy_id WHERE d.ballot_id = b.id AND s.role = 'candidate') > 1
    GROUP BY e.slug, a.code HAVING count(*) = ${count} ORDER BY a.code LIMIT 1`);

test("by keyboard and without script: from a postcode to the constituency, two side by side, and a letter to the silent", async ({
  browser,
}) => {
  const page = await phone(browser);
  await page.goto("/fr");
  await tabTo(page, page.locator("#q"));
  await page.keyboard.type("78700");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(elections|places|search)/);
  while (!/\/elections\//.test(page.url())) {
    await isAccessible(page);
    await tabTo(page, page.locator("main .rows a").first());
    await page.keyboard.press("Enter");
    await expect(page.locator("h1")).toBeVisible();
  }
  await expect(page.locator("h1")).toContainText(/ont signé|a signé|n’a signé/);
  await isAccessible(page);
  await tabTo(page, page.getByRole("link", { name: /^Écrire à / }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/write/);
  await expect(page.locator("h1")).toContainText("Écrire à");
  await expect(page.getByLabel("Message")).toHaveValue(/quelle que soit votre réponse/);
  await expect(page.getByRole("link", { name: "Ouvrir dans ma messagerie" })).toHaveAttribute(
    "href",
    /^mailto:\?subject=/,
  );
  await expect(page.getByRole("button", { name: "Copier le message" })).toBeHidden();
  await isAccessible(page);

  await page.goto(`/fr/elections/${await constituencyOf(9)}`);
  await tabTo(page, page.getByRole("button", { name: "Côte à côte" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/compare=\w+&compare=\w+#m$/);
  await expect(page.locator(".spoken tbody th").first()).toBeVisible();
  await isAccessible(page);
  await tabTo(page, page.getByRole("link", { name: "Toutes les candidatures" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator(".matrix tbody a").first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/engagement=1#m$/);
  await isAccessible(page);
  await page.context().close();
});

test("a constituency of twelve prints on two sheets, the table of engagements on the second", async ({
  page,
}) => {
  await page.goto(`/fr/elections/${await constituencyOf(12)}`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page[^s]/g)?.length).toBe(2);
  await page.emulateMedia({ media: "print" });
  const broken = await page.locator("#m").evaluate((section) => getComputedStyle(section).breakBefore);
  expect(broken).toBe("page");
});

test("suggestions while one types: walked by the keyboard, older questions dropped, three hard names among the first three", async ({
  page,
  request,
}) => {
  await page.goto("/fr");
  const box = page.getByRole("combobox", { name: "Code postal, commune ou nom" });
  const list = page.getByRole("listbox");
  let dropped = 0;
  page.on("requestfailed", () => {
    dropped += 1;
  });
  await page.route(/suggest.*q=conf$/, () => undefined);
  await box.pressSequentially("conf", { delay: 5 });
  await page.waitForRequest(/suggest/);
  await box.pressSequentially("lans-sainte", { delay: 5 });
  await expect(list.getByRole("option").first()).toContainText("Conflans-Sainte-Honorine");
  expect(dropped).toBe(1);
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(box).toHaveValue("conflans-sainte");
  await page.keyboard.press("ArrowDown");
  await expect(list).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fr\/(places|elections)\//);
  for (const [typed, name] of [
    ["st denis", "Saint-Denis"],
    ["hay les roses", "L'Haÿ-les-Roses"],
    ["evry", "Évry-Courcouronnes"],
  ] as const) {
    const answer = await request.get(`/api/v1/suggest?lang=fr&q=${encodeURIComponent(typed)}`);
    const { choices }: { choices: { name: string }[] } = await answer.json();
    expect(choices.slice(0, 3).map((choice) => choice.name)).toContain(name);
  }
});

test("everybody's answers print on two sheets at most", async ({ page }) => {
  await page.goto(`/fr/elections/${await constituencyOf(12)}/compare`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page[^s]/g)?.length).toBeLessThanOrEqual(2);
});
