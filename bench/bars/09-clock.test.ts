import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onDatabase } from "@/bin/migrations";
import { onSite, signersOn } from "@/e2e/world";
import { systemCtx, tokenHash } from "@/lib/core/auth/link";
import { browserHash, loginToken, newBrowser } from "@/lib/core/auth/login";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import { db } from "@/lib/core/db";
import { logPublished } from "@/lib/forms/logging/commands";
import { aMembership, aUser } from "@/prisma/factories";
import { press, pressesOf } from "./presses";
import { figure, trials } from "./share";
import { Site } from "./site";

const EACH = trials(20);
const HOUR = 3_600_000;
/** Milliseconds on either side of an end, by the database's clock; short enough that a wrong clock crosses each. */
const [OVER, LEFT] = [-1000, 8 * 60_000];

let site: Site | null = null;
beforeAll(async () => {
  site = await Site.made();
});
afterAll(() => site?.stop());

/** Web and signer with clocks that are so wrong, begun anew. */
async function shifted(on: Site, shift: number): Promise<void> {
  for (const part of ["web", "signer"] as const) {
    await on.kill(part);
    on.start(part, {
      NODE_OPTIONS: `--require ${join(process.cwd(), "bench/bars/shifted-clock.cjs")}`,
      CLOCK_SHIFT: String(shift),
    });
  }
  await on.ready();
}

const later = (ms: number) => new Date(Date.now() + ms);

/** A login link that ends so much later than now, pressed in the browser that asked for it. */
async function logsIn(on: Site, ends: number): Promise<boolean> {
  const browser = newBrowser();
  const token = await onSite(on, async () => {
    const { email } = await aUser(db());
    const { id } = await db().loginLink.create({
      data: {
        email,
        tokenHash: randomBytes(32).toString("hex"),
        browserHash: browserHash(browser),
        createdAt: later(ends - 600_000),
        expiresAt: later(ends),
      },
      select: { id: true },
    });
    await db().loginLink.update({
      where: { id },
      data: { tokenHash: tokenHash(loginToken(id)) },
      select: { id: true },
    });
    return loginToken(id);
  });
  const answer = await fetch(`${on.url}/fr/login/${token}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: on.url, Cookie: `signataires-browser=${browser}` },
    body: new URLSearchParams(),
  });
  return answer.headers.getSetCookie().some((line) => line.startsWith("signataires-session="));
}

/** A session that ends so much later than now, begun so long ago, on the desk. */
async function opensDesk(on: Site, ends: number, begun: number): Promise<boolean> {
  const token = randomBytes(32).toString("base64url");
  await onSite(on, async () => {
    const { userId } = await aMembership(db(), { role: "owner" });
    const data = { userId, tokenHash: sessionHash(token), createdAt: later(-begun), expiresAt: later(ends) };
    await db().session.create({ data, select: { id: true } });
  });
  const headers = { Cookie: `signataires-session=${token}` };
  const answer = await fetch(`${on.url}/fr/desk`, { redirect: "manual", headers });
  const isSentAway = (answer.headers.get("location") ?? "").includes("/login");
  return answer.status < 400 && !isSentAway && !(await answer.text()).includes("/fr/login");
}

/** Signings of a form that closes so much later than now. */
async function sign(on: Site, closes: number): Promise<number> {
  const { formId, tokens } = await signersOn(on, EACH);
  await onSite(on, async () => logPublished(await systemCtx()));
  const presses = await pressesOf(on, tokens);
  await onDatabase(on.databaseUrl, (client) =>
    client.query("UPDATE form SET closes_at = now() + $2 * interval '1 millisecond' WHERE id = $1", [
      formId,
      closes,
    ]),
  );
  let signed = 0;
  for (const one of presses) if ((await press(on, one)).isAcknowledged) signed += 1;
  return signed;
}

async function count(isOf: () => Promise<boolean>): Promise<number> {
  let yes = 0;
  for (let n = 0; n < EACH; n += 1) if (await isOf()) yes += 1;
  return yes;
}

test("bar 9: with the app's clock two hours wrong nothing expired opens, and no checkpoint goes back in time", async () => {
  if (!site) throw new Error("no site");
  const on = site;
  const [expired, good] = [
    { logins: 0, sessions: 0, links: 0 },
    { logins: 0, sessions: 0, links: 0 },
  ];
  let tried = 0;
  for (const shift of [2 * HOUR, -2 * HOUR, 2 * HOUR]) {
    await shifted(on, shift);
    tried += EACH;
    expired.logins += await count(() => logsIn(on, OVER));
    good.logins += await count(() => logsIn(on, LEFT));
    expired.sessions += await count(() => opensDesk(on, OVER, HOUR));
    expired.sessions += await count(() => opensDesk(on, LEFT, 12 * HOUR + 1000));
    good.sessions += await count(() => opensDesk(on, LEFT, HOUR));
    expired.links += await sign(on, OVER);
    good.links += await sign(on, LEFT);
    await wait(1500);
  }
  const [time] = await onDatabase(on.databaseUrl, async (client) => {
    const { rows } = await client.query<{ checkpoints: number; back: number; wrong: number }>(
      `SELECT count(*)::int AS checkpoints, count(*) FILTER (WHERE signed_at < before)::int AS back,
         (SELECT count(*)::int FROM signature WHERE abs(extract(epoch FROM recorded_at - signed_at)) > 60) AS wrong
       FROM (SELECT signed_at, lag(signed_at) OVER (ORDER BY size) AS before FROM log_checkpoint) c`,
    );
    return rows;
  });
  figure(
    "bar 9",
    `clock +2 h, -2 h, +2 h: of ${tried} logins, ${2 * tried} sessions and ${tried} links that had ended ${expired.logins}, ${expired.sessions} and ${expired.links} opened; of ${tried} each that had not, ${good.logins}, ${good.sessions} and ${good.links}; ${time?.back} of ${time?.checkpoints} checkpoints went back, ${time?.wrong} signatures with a wrong time`,
  );
  expect(expired).toEqual({ logins: 0, sessions: 0, links: 0 });
  expect(good).toEqual({ logins: tried, sessions: tried, links: tried });
  expect(time).toMatchObject({ back: 0, wrong: 0 });
  expect(time?.checkpoints).toBeGreaterThan(2);
});
