import { existsSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import pg from "pg";
import {
  answerAll,
  importFiles,
  isAccessible,
  phone,
  setUp,
  signFromReview,
  type Words,
  writeForm,
} from "./app";
import { type ElectionFiles, madeElection, OFFICIAL_2022 } from "./made-election";
import { linkIn, openPostOffice, type PostOffice } from "./post-office";
import { type Server, startServer } from "./server";

const WORDS: Words = {
  title: { fr: "Quatre engagements d’essai", en: "Four test engagements" },
  themes: [
    {
      title: { fr: "Asile", en: "Asylum" },
      engagements: [
        {
          title: { fr: "Un toit", en: "A roof" },
          text: { fr: "Garantir un **toit** dès la demande.", en: "Guarantee a **roof** on asking." },
        },
        {
          title: { fr: "Aucun enfant enfermé", en: "No child detained" },
          text: { fr: "Mettre fin à l’enfermement des enfants.", en: "End the detention of children." },
        },
      ],
    },
    {
      title: { fr: "Vie privée", en: "Privacy" },
      engagements: [
        {
          title: { fr: "Un juge", en: "A judge" },
          text: { fr: "Soumettre l’accès aux données à un juge.", en: "Put access to data before a judge." },
        },
        {
          title: { fr: "Un bilan", en: "A review" },
          text: { fr: "Demander un bilan public.", en: "Ask for a public review." },
        },
      ],
    },
  ],
};

interface Ticket {
  readonly id: string;
  readonly name: string;
  readonly area: string;
}

/** Twenty tickets: all of Conflans' constituency first, then those of a split commune. */
async function twentyTickets(server: Server): Promise<Ticket[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query<Ticket>(
    `SELECT c.public_id AS id, p.given_name || ' ' || p.family_name AS name, a.code AS area
     FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
     WHERE a.code IN ('78-07', '78-01', '78-02') ORDER BY a.code = '78-07' DESC, a.code, c.panel_number LIMIT 20`,
  );
  await client.end();
  return rows;
}

async function invite(page: Page, server: Server, formId: string, tickets: readonly Ticket[]): Promise<void> {
  const rows = tickets.map(({ id }, at) => `${id};candidat${at}@candidats.example;candidat;Page de campagne`);
  const substitute = `${tickets[4]?.id};suppleante4@candidats.example;suppléante;Page de campagne`;
  await page.goto(`${server.url}/fr/desk/forms/${formId}/contacts`);
  await page.fill(
    'textarea[name="text"]',
    ["candidature;courriel;rôle;source", ...rows, substitute].join("\n"),
  );
  await page.locator('button[name="intent"][value="check"]').click();
  const save = page.locator('button[name="intent"][value="save"]');
  await expect(save).toBeVisible();
  await isAccessible(page);
  await save.click();
  await expect(page.getByText("21").first()).toBeVisible();
  await page.goto(`${server.url}/fr/desk/forms/${formId}/invitations`);
  await isAccessible(page);
  await page.locator('main form:has([name="subject.fr"]) button').last().click();
  await page.locator('[name="count"]').fill("21");
  await page.locator('main form:has([name="count"]) button').click();
  await expect(page.getByText(/Envoi terminé|terminé/i).first()).toBeVisible({ timeout: 60_000 });
}

async function candidatesAnswer(browser: Browser, post: PostOffice): Promise<void> {
  const page = await phone(browser);
  const link = async (to: string) => linkIn(await post.mail(to, "/sign/"), /\/sign\/[\w-]{43}$/);
  await page.goto(await link("candidat0@candidats.example"));
  await isAccessible(page);
  for (const at of [0, 1, 2, 3]) {
    await answerAll(
      page,
      await link(`candidat${at}@candidats.example`),
      at === 1 ? "Sauf urgence vitale." : undefined,
    );
    // The same pages for each: the first, and the one with a comment.
    if (at < 2) await isAccessible(page);
    await signFromReview(page);
    if (at < 2) await isAccessible(page);
  }
  await answerAll(page, await link("suppleante4@candidats.example"));
  await signFromReview(page);
  const receipt = await post.mail("candidat0@candidats.example", "Garantir un");
  expect(receipt.text).toContain("Garantir un");
  await page.goto(`${await link("candidat5@candidats.example")}/decline`);
  await isAccessible(page);
  await page.check('[name="isPublic"]');
  await page.locator("main form button").click();
  await page.goto(
    `${linkIn(await post.mail("candidat3@candidats.example", "/sign/"), /\/sign\/[\w-]{43}$/)}/withdraw`,
  );
  await isAccessible(page);
  await page.locator("main form button").click();
  await page.context().close();
}

async function citizenReads(
  browser: Browser,
  server: Server,
  slug: string,
  tickets: readonly Ticket[],
): Promise<void> {
  const page = await phone(browser);
  const search = async (words: string) => {
    await page.goto(`${server.url}/fr`);
    await page.fill('[name="q"]', words);
    await page.getByRole("button", { name: "Chercher" }).click();
  };
  await page.goto(`${server.url}/fr`);
  await isAccessible(page);
  await search("78700");
  await expect(page).toHaveURL(new RegExp(`/fr/elections/${slug}/78-07`));
  // Four signed, one of them withdrew: three stand, of everybody on the ballot.
  const onBallot = tickets.filter(({ area }) => area === "78-07").length;
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    `3 candidat·es sur ${onBallot} ont signé`,
  );
  await isAccessible(page);
  for (const words of ["a signé en partie", "signature retirée", "a décliné publiquement"]) {
    await expect(page.getByText(words).first()).toBeAttached();
  }
  await page.goto(`${server.url}/fr/search?q=conflans`);
  await expect(page.getByRole("link", { name: /Conflans-Sainte-Honorine/ }).first()).toBeVisible();
  await isAccessible(page);
  await search("versailles");
  await isAccessible(page);
  await expect(page.getByRole("link", { name: /1re circonscription/ }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /2e circonscription/ }).first()).toBeVisible();
  await page.goto(`${server.url}/fr/search?q=${encodeURIComponent(tickets[1]?.name ?? "")}`);
  await page.goto(`${server.url}/fr/candidacies/${tickets[1]?.id}`);
  await expect(page.getByText("Sauf urgence vitale.")).toBeVisible();
  await isAccessible(page);
  await page.goto(`${server.url}/en/elections/${slug}`);
  await isAccessible(page);
  await page.goto(`${server.url}/fr/forms`);
  await page.getByRole("link", { name: "Quatre engagements d’essai" }).first().click();
  await isAccessible(page);
  await page.context().close();
}

async function wholeStory(browser: Browser, page: Page, files: ElectionFiles): Promise<void> {
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  try {
    await setUp(page, server, post, "maud@garanties.example");
    await isAccessible(page);
    await importFiles(server, "areas", ...files.areas);
    const { name, dates, slug, expected } = files;
    const list = [
      "candidates",
      files.candidates,
      "--election",
      slug,
      "--name",
      name,
      "--dates",
      dates,
      "--country",
      "FR",
    ];
    expect(await importFiles(server, ...list)).toMatchObject({ rows: expected.candidacies, rejected: 0 });
    expect(await importFiles(server, ...list)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: expected.candidacies,
    });
    const formId = await writeForm(page, server, WORDS, "2035-06-05T00:00");
    const tickets = await twentyTickets(server);
    await invite(page, server, formId, tickets);
    await candidatesAnswer(browser, post);
    await citizenReads(browser, server, slug, tickets);
    await page.goto(`${server.url}/fr/desk/forms/${formId}/candidates`);
    await isAccessible(page);
  } finally {
    await server.stop();
    await post.close();
  }
}

test("an NGO asks, candidates answer, a citizen reads: a made-up election", async ({ browser, page }) => {
  test.setTimeout(240_000);
  await wholeStory(browser, page, madeElection());
});

test("an NGO asks, candidates answer, a citizen reads: the real election of 2022", async ({
  browser,
  page,
}) => {
  test.skip(!existsSync(OFFICIAL_2022.candidates), "the official files are not in ../shared/data");
  test.setTimeout(300_000);
  await wholeStory(browser, page, OFFICIAL_2022);
});
