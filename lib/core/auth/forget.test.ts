import { expect, test } from "vitest";
import { aUser } from "@/prisma/factories";
import { db } from "../db";
import { DAYS } from "../periods";
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

test("a mail goes ninety days after it went out, not a moment before; one that waits stays", async () => {
  const mail = { template: "x", data: {}, locale: "fr", toAddress: "x@essai.example" };
  const data = [
    { ...mail, status: "accepted" as const, acceptedAt: inHours(-DAYS.mails * 24 - 1) },
    { ...mail, status: "accepted" as const, acceptedAt: inHours(-DAYS.mails * 24 + 1) },
    { ...mail, status: "queued" as const, createdAt: inHours(-DAYS.mails * 24 - 1) },
  ];
  await db().mail.createMany({ data });
  expect(await forgetWhatIsOver()).toBe(1);
  expect(await db().mail.count()).toBe(2);
});
