import { expect, test } from "@playwright/test";
import pg from "pg";
import { type Server, startServer } from "./server";
import { signersOn } from "./world";

let site: Server;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startServer({ mode: "live" });
});
test.afterAll(() => site.stop());

async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: site.databaseUrl });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
}

async function latestSize(): Promise<number> {
  const response = await fetch(`${site.url}/log/checkpoint`);
  return response.ok ? Number((await response.text()).split("\n")[1]) : 0;
}

const UNGUARDED = "ALTER TABLE log_leaf DISABLE TRIGGER log_leaf_kept;";
const GUARDED = "ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER log_leaf_kept";

test("bar 18: a database older than what the log signed makes the site read-only within 10 s, and it says so", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const { tokens } = await signersOn(site, 2);
  await expect.poll(latestSize, { timeout: 20_000 }).toBeGreaterThan(0);
  // What a restored backup would hold: the last entry is not there yet, the signer's own file is.
  await asOwner(`${UNGUARDED}
    UPDATE log_leaf SET index = NULL WHERE index = (SELECT max(index) FROM log_leaf);
    DELETE FROM log_tile; ${GUARDED}`);
  const began = Date.now();
  const first = `${site.url}/fr/sign/${tokens[0]}`;
  const banners = async () => {
    await page.goto(first);
    return page.getByText("Lecture seule").count();
  };
  await expect.poll(banners, { timeout: 10_000 }).toBe(1);
  expect(Date.now() - began).toBeLessThan(10_000);
  const post = await page.request.post(`${first}/stop`, { form: {}, headers: { origin: site.url } });
  expect([post.status(), post.headers()["retry-after"]]).toEqual([503, "600"]);
  expect(await post.text()).toContain("Lecture seule");
  // Reading goes on, and so does the way in for whoever must decide.
  expect((await page.goto(`${site.url}/fr/forms`))?.status()).toBe(200);
  const login = await page.request.post(`${site.url}/fr/login`, { form: {}, headers: { origin: site.url } });
  expect(login.status()).toBe(422);
});
