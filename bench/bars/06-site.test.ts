import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onSite, signersOn } from "@/e2e/world";
import { systemCtx, tokenHash } from "@/lib/core/auth/link";
import { logPublished } from "@/lib/forms/logging/commands";
import { type Answer, atOnce, type Press, press, pressesOf, signaturesBy } from "./presses";
import { figure, trials } from "./share";
import { Site } from "./site";

const SIGNERS = trials(1000);
let site: Site | null = null;
beforeAll(async () => {
  site = await Site.made();
  site.start("web");
  await site.ready();
});
afterAll(() => site?.stop());

test("bar 6: 1,000 presses at once: only yes or come again, and all have signed within 30 s", async () => {
  if (!site) throw new Error("no site");
  const on = site;
  const { tokens } = await signersOn(on, SIGNERS);
  await onSite(on, async () => logPublished(await systemCtx()));
  const presses = await pressesOf(on, tokens);
  const answers: Answer[] = [];
  const began = Date.now();
  const persist = async (one: Press) => {
    for (;;) {
      const answer = await press(on, one);
      answers.push(answer);
      if (answer.isAcknowledged || answer.status !== 503) return;
      await wait((answer.retryAfter ?? 0) * 1000);
    }
  };
  await atOnce(presses, SIGNERS, persist);
  const seconds = (Date.now() - began) / 1000;
  const rows = await signaturesBy(on.databaseUrl, tokens.map(tokenHash));
  const statuses: Record<number, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  const lost = rows.filter(({ signatures }) => signatures !== 1).length;
  figure(
    "bar 6",
    `${SIGNERS} at once: ${lost} lost, answers ${JSON.stringify(statuses)}, all signed in ${seconds.toFixed(1)} s`,
  );
  expect(lost).toBe(0);
  const wrong = answers.filter(
    ({ isAcknowledged, status, retryAfter }) => !isAcknowledged && (status !== 503 || !retryAfter),
  );
  expect(wrong).toEqual([]);
  expect(seconds).toBeLessThanOrEqual(30);
});
