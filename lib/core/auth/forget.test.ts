import { expect, test } from "vitest";
import { aUser } from "@/prisma/factories";
import { db } from "../db";
import { testDatabase } from "../testing/database";
import { forgetWhatIsOver } from "./forget";

testDatabase();
const HOUR = 3600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);

test("what is over goes; what still serves, and the idempotency keys of a day, stay", async () => {
  const { id: userId } = await aUser(db());
  for (const hours of [1, -48]) {
    const [key, expiresAt] = [`of ${hours} hours`, inHours(hours)];
    await db().session.create({ data: { tokenHash: key, userId, expiresAt }, select: { id: true } });
    const link = { email: "x@essai.example", tokenHash: key, browserHash: key, expiresAt };
    await db().loginLink.create({ data: link, select: { id: true } });
    const expire = BigInt(expiresAt.getTime());
    await db().rateLimit.create({ data: { key, points: 1, expire }, select: { key: true } });
  }
  for (const hours of [-25, -49]) {
    const data = { key: `of ${hours} hours`, requestHash: "x", status: 303, createdAt: inHours(hours) };
    await db().idempotentRequest.create({ data, select: { key: true } });
  }
  expect(await forgetWhatIsOver()).toBe(4);
  expect(await db().session.count()).toBe(1);
  expect(await db().idempotentRequest.findMany({ select: { key: true } })).toEqual([{ key: "of -25 hours" }]);
  expect(await forgetWhatIsOver()).toBe(0);
});
