import { expect, test } from "vitest";
import { loginToken } from "@/lib/core/auth/login";
import { databaseNow, db } from "@/lib/core/db";
import { anyoneActor, ctxOf } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { askLogin, logIn } from "@/lib/organizations/login/commands";
import { aUser } from "@/prisma/factories";
import { figure, trials } from "./share";

testDatabase();

test("bar 28: 200 login links, each used 50 times at once, open 200 sessions", async () => {
  const [whole, counts] = [trials(200), { opened: 0, uses: 0 }];
  for (let n = 0; n < whole; n += 1) {
    const ctx = ctxOf(anyoneActor(), await databaseNow());
    const { email } = await aUser(db());
    const asked = await askLogin(ctx, { email, locale: "fr" });
    if (!asked.ok) throw new Error(asked.refusal);
    const { id } = await db().loginLink.findFirstOrThrow({ where: { email }, select: { id: true } });
    const link = { token: loginToken(id), browser: asked.value.browser };
    const answers = await Promise.all(Array.from({ length: 50 }, () => logIn(ctx, link)));
    counts.opened += answers.filter(({ ok }) => ok).length;
    counts.uses += answers.length;
  }
  figure("bar 28", `${counts.uses} uses of ${whole} links open ${counts.opened} sessions`);
  expect(counts.opened).toBe(whole);
});
