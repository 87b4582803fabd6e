import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { db } from "@/lib/core/db";
import { aReturnedMail } from "@/lib/outreach/testing/returned";
import { aBallot, aForm, anElection, aSignature } from "@/prisma/factories";
import { isAccessible, setUp } from "./app";
import { openPostOffice, type PostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

const COUNT = 130;
const LIMIT = 60;

interface Campaign {
  readonly formId: string;
  readonly versionId: string;
}

/** A published form of the NGO that the wizard made, and so many candidacies with an address each. */
async function campaignOn(server: Server): Promise<Campaign> {
  return onSite(server, async () => {
    const { id: organizationId } = await db().organization.findFirstOrThrow({ select: { id: true } });
    const election = await anElection(db());
    const ballot = await aBallot(db(), { electionId: election.id });
    const form = await aForm(db(), { electionId: election.id, organizationId });
    await db().$executeRaw`
      WITH people AS (INSERT INTO person (given_name, family_name)
        SELECT 'Camille', 'Essai ' || n FROM generate_series(1, ${COUNT}::int) n RETURNING id),
      standing AS (INSERT INTO candidacy (ballot_id, person_id, source) SELECT ${ballot.id}::uuid, id, 'test' FROM people RETURNING id)
      INSERT INTO contact (organization_id, candidacy_id, value, source)
      SELECT ${organizationId}::uuid, id, replace(id::text, '-', '') || '@campagne.example', 'Affiche de campagne' FROM standing`;
    return { formId: form.id, versionId: form.version.id };
  });
}

async function query<T extends pg.QueryResultRow>(server: Server, sql: string, ...values: unknown[]) {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function states(server: Server): Promise<Record<string, number>> {
  const rows = await query<{ status: string; count: number }>(
    server,
    "SELECT status::text, count(*)::int AS count FROM invitation GROUP BY 1",
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

const candidates = (post: PostOffice) =>
  post.recipients().filter((address) => address.endsWith("@campagne.example"));

/** Types the number, and the day's limit where there is one, and starts. */
async function start(page: Page, count: number, limit = ""): Promise<void> {
  await page.fill('[name="dailyLimit"]', limit);
  await page.fill('[name="count"]', String(count));
  await page.getByRole("button", { name: /^Envoyer à/ }).click();
  await expect(page.getByRole("heading", { name: /^(Envoi|Rappel) en cours/ })).toBeVisible();
}

async function writeAndTry(page: Page, post: PostOffice): Promise<void> {
  await page.getByRole("button", { name: "Enregistrer et voir l’aperçu" }).click();
  await expect(
    page
      .frameLocator("iframe")
      .first()
      .getByText(/^Bonjour Camille Essai/),
  ).toBeVisible();
  await isAccessible(page);
  await page.getByRole("button", { name: "M’envoyer un essai" }).click();
  await expect(page.getByText(/Sa réponse\s: 250/)).toBeVisible();
  expect((await post.mail("maud@garanties.example", "[Essai]")).text).not.toContain("/sign/");
  await page.getByRole("link", { name: "Vérifier avant envoi" }).click();
  await expect(page.getByRole("heading", { name: "Vérification avant envoi" })).toBeVisible();
  await isAccessible(page);
}

/** Kills everything while the relay has taken mails that it has not yet acknowledged. */
async function killInTheMiddle(server: Server, post: PostOffice): Promise<void> {
  await expect.poll(() => candidates(post).length, { intervals: [5] }).toBeGreaterThan(10);
  await server.kill9();
  await server.restart();
}

test("waves: a day's limit, a worker killed in the middle, pause, resume and cancel: nobody is written to twice", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  try {
    await setUp(page, server, post, "maud@garanties.example");
    const { formId } = await campaignOn(server);
    const address = `${server.url}/fr/desk/forms/${formId}/invitations`;
    await page.goto(address);
    await writeAndTry(page, post);
    await page.goto(address);
    post.answerAfter(60);
    await start(page, COUNT, String(LIMIT));
    await killInTheMiddle(server, post);
    post.answerAfter(0);
    await page.goto(address);
    await expect(page.getByText("La limite du jour est atteinte.")).toBeVisible({ timeout: 30_000 });
    await isAccessible(page);
    const after = await states(server);
    expect((after.in_doubt ?? 0) + (after.accepted ?? 0)).toBe(LIMIT);
    expect(after.in_doubt).toBeGreaterThan(0);
    expect(after.queued).toBe(COUNT - LIMIT);
    await page
      .getByRole("button", { name: /^Compter/ })
      .first()
      .click();
    await expect.poll(async () => (await states(server)).accepted).toBe(LIMIT);

    // Ten seconds for a batch: time enough to press "pause" before it ends, and none that the test waits for.
    post.answerAfter(1000);
    await page.getByText("Changer le rythme").click();
    await page.fill('[name="dailyLimit"]', "500");
    await page.getByRole("button", { name: "Enregistrer le rythme" }).click();
    await expect.poll(() => candidates(post).length).toBeGreaterThan(LIMIT);
    await page.getByRole("button", { name: "Suspendre" }).click();
    await expect(page.getByRole("heading", { name: "Envoi suspendu" })).toBeVisible();
    post.answerAfter(0);
    await expect.poll(async () => (await states(server)).sending ?? 0).toBe(0);
    expect((await states(server)).queued).toBe(COUNT - LIMIT - 50);
    await page.getByRole("button", { name: "Annuler ce qui reste" }).click();
    await expect(page.getByRole("heading", { name: "Envois précédents" })).toBeVisible();
    expect((await states(server)).cancelled).toBe(20);

    await page.getByRole("button", { name: "Enregistrer et voir l’aperçu" }).click();
    await start(page, 20);
    await expect.poll(async () => (await states(server)).queued ?? 0).toBe(0);
    await expect.poll(async () => (await states(server)).accepted).toBe(COUNT);
    const written = candidates(post);
    expect(new Set(written).size).toBe(written.length);
    expect(written.length).toBeGreaterThanOrEqual(COUNT - (after.in_doubt ?? 0));
    await page.goto(address);
    await page.getByRole("link", { name: "20", exact: true }).first().click();
    await expect(page.getByRole("row")).toHaveCount(21);
    await isAccessible(page);
  } finally {
    await server.stop();
    await post.close();
  }
});

test("a returned mail stops that address; a reminder reaches only the silent", async ({ page }) => {
  test.setTimeout(240_000);
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  try {
    await setUp(page, server, post, "maud@garanties.example");
    const { formId, versionId } = await campaignOn(server);
    const address = `${server.url}/fr/desk/forms/${formId}/invitations`;
    await page.goto(address);
    await page.getByRole("button", { name: "Enregistrer et voir l’aperçu" }).click();
    await start(page, COUNT);
    await expect.poll(async () => (await states(server)).accepted).toBe(COUNT);
    const [bounced = "", signed = "", declined = ""] = candidates(post);

    const mail = await post.mail(bounced);
    const reference = String(mail.headers.get("x-signataires-reference"));
    await page.goto(address);
    const door = await page.locator("code.address").innerText();
    const headers = { "Content-Type": "message/rfc822" };
    const told = () => fetch(door, { method: "POST", headers, body: aReturnedMail({ reference }) });
    expect([(await told()).status, (await told()).status]).toEqual([204, 204]);
    expect((await fetch(door)).status).toBe(405);
    const forged = aReturnedMail({ reference: reference.replace(/.$/, reference.endsWith("A") ? "B" : "A") });
    expect((await fetch(door, { method: "POST", headers, body: forged })).status).toBe(204);
    expect(await states(server)).toEqual({ accepted: COUNT - 1, bounced: 1 });
    const stopped = await query<{ value: string }>(
      server,
      "SELECT value FROM contact WHERE stopped_at IS NOT NULL",
    );
    expect(stopped).toEqual([{ value: bounced }]);
    await page.reload();
    await expect(page.getByText(/^Revenus\s: l’adresse est désactivée/)).toBeVisible();

    const ticketOf = async (value: string) =>
      (
        await query<{ id: string }>(server, "SELECT candidacy_id AS id FROM contact WHERE value = $1", value)
      )[0]?.id ?? "";
    const [signer, decliner] = [await ticketOf(signed), await ticketOf(declined)];
    await onSite(server, async () => {
      await aSignature(db(), { versionId, candidacyId: signer });
      const no = {
        formId,
        candidacyId: decliner,
        role: "candidate" as const,
        isPublic: false,
        at: new Date(),
      };
      await db().decline.create({ data: no, select: { id: true } });
    });
    await query(
      server,
      "UPDATE invitation SET accepted_at = accepted_at - interval '6 days', handed_at = handed_at - interval '6 days'",
    );
    await page.getByRole("link", { name: "Rappels" }).click();
    await isAccessible(page);
    await page.getByRole("button", { name: "Enregistrer et voir l’aperçu" }).click();
    const before = post.count();
    await start(page, COUNT - 3);
    await expect.poll(() => post.count() - before).toBe(COUNT - 3);
    const reminded = post.recipients().slice(before);
    expect(new Set(reminded).size).toBe(COUNT - 3);
    for (const address of [bounced, signed, declined]) expect(reminded).not.toContain(address);
    await expect.poll(async () => (await states(server)).accepted).toBe(COUNT - 1 + COUNT - 3);
  } finally {
    await server.stop();
    await post.close();
  }
});
