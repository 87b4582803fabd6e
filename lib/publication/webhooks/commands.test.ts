import { mkdtempSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { sequenced } from "@/lib/proof/testing/sequenced";
import { erase, scene } from "@/lib/signatures/testing/erasure-scene";
import { isReachable } from "../handing/post";
import { secretOf } from "../handing/secret";
import { aWebhook } from "../testing/webhooks";
import { deliverWebhooks, replayWebhook, resumeWebhook } from "./commands";
import { entriesOf } from "./queries";
import { waitAfter } from "./rules";

const database = testDatabase();
const system = ctxOf(systemActor());
const dataDir = mkdtempSync(join(tmpdir(), "signataires-webhooks-"));

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let got: Got[] = [];
let status = 204;
const receiver = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  got.push({ headers: request.headers, body });
  response.writeHead(status, { Location: "/elsewhere" }).end(status >= 400 ? "busy" : "");
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  const address = receiver.address();
  url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}/hook` : "";
});
beforeEach(() => {
  got = [];
  status = 204;
});
afterAll(() => receiver.close());

const later = (ms: number) => ({ ...system, now: new Date(system.now.getTime() + ms) });
const stateOf = (id: string) => db().webhook.findUniqueOrThrow({ where: { id } });
const types = () => got.map(({ body }) => JSON.parse(body).type);

/** Somebody who signed and withdrew, on a form whose NGO has a webhook since before. */
async function told() {
  const one = await scene();
  const { organizationId } = one.form;
  const id = await aWebhook({ organizationId }, `${url}/${organizationId}`);
  await db().webhook.update({
    where: { id },
    data: { nextIndex: 0, nextTryAt: system.now },
    select: { id: true },
  });
  await sequenced(database.url, dataDir);
  return { ...one, organizationId, id };
}

test("what enters the log is handed over in order, signed so that another's code accepts it, and once", async () => {
  const { id, signature, form } = await told();
  await deliverWebhooks(system);
  expect(types()).toEqual(["version.published", "signature.recorded", "signature.withdrawn"]);
  const check = new Webhook(secretOf(await stateOf(id)));
  for (const { headers, body } of got) {
    const proof = {
      "webhook-id": String(headers["webhook-id"]),
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": String(headers["webhook-signature"]),
    };
    expect(() =>
      check.verify(body, { ...proof, "webhook-timestamp": String(headers["webhook-timestamp"]) }),
    ).not.toThrow();
    expect(() => check.verify(`${body} `, proof)).toThrow();
  }
  const { slug } = await db().form.findUniqueOrThrow({ where: { id: form.id }, select: { slug: true } });
  expect(JSON.parse(got[1]?.body ?? "").data).toMatchObject({ form: slug, signature: signature.publicId });
  await deliverWebhooks(later(60_000));
  expect(got).toHaveLength(3);
});

test("an address that is busy gets the same message later, and is given up after three days and taken up by an owner", async () => {
  const { id, maud } = await told();
  status = 503;
  await deliverWebhooks(system);
  expect(types()).toEqual(["version.published"]);
  await deliverWebhooks(later(1000));
  expect(got).toHaveLength(1);
  await deliverWebhooks(later(6000));
  expect(got[1]?.body).toBe(got[0]?.body);
  expect(got[1]?.headers["webhook-id"]).toBe(got[0]?.headers["webhook-id"]);
  let at = 6000;
  for (let failures = 2; failures <= 10; failures += 1) {
    at += waitAfter(failures) ?? 0;
    await deliverWebhooks(later(at + 1));
  }
  expect(got).toHaveLength(10);
  expect((await stateOf(id)).stoppedAt).not.toBeNull();
  status = 204;
  await deliverWebhooks(later(at * 9));
  expect(got).toHaveLength(10);
  expect(await resumeWebhook(maud, { id })).toMatchObject({ ok: true });
  await deliverWebhooks(later(at * 9));
  expect(types().slice(10)).toEqual(["version.published", "signature.recorded", "signature.withdrawn"]);
});

test("no redirect is followed, and a 410 ends it at once", async () => {
  const { id } = await told();
  status = 302;
  await deliverWebhooks(system);
  expect(got).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ failures: 1, nextIndex: 0n, stoppedAt: null });
  status = 410;
  await deliverWebhooks(later(6000));
  expect((await stateOf(id)).stoppedAt).not.toBeNull();
});

test("what was erased is sent again as erased, and no more as signed", async () => {
  const one = await told();
  await erase(one);
  await sequenced(database.url, dataDir);
  expect(await replayWebhook(one.maud, { id: one.id, index: 0 })).toMatchObject({ ok: true });
  await deliverWebhooks(later(600_000));
  expect(types()).toEqual(["version.published", "signature.erased"]);
  expect(got.map(({ body }) => body).join("")).not.toContain("mot-");
});

test("an NGO is told of its own forms alone, and its owners alone may send again", async () => {
  const one = await told();
  const other = await told();
  await deliverWebhooks(system);
  const slugs = await db().form.findMany({ where: { id: other.form.id }, select: { slug: true } });
  const theirs = got.filter(({ headers }) =>
    String(headers["webhook-id"]).includes(other.id.replaceAll("-", "").slice(0, 12)),
  );
  expect(new Set(theirs.map(({ body }) => JSON.parse(body).data.form))).toEqual(
    new Set(slugs.map(({ slug }) => slug)),
  );
  expect(await entriesOf(one.organizationId, 0n, 100)).toHaveLength(3);
  expect(await replayWebhook(other.maud, { id: one.id, index: 0 })).toEqual({
    ok: false,
    refusal: "not-yours",
  });
});

test("an instance on the Internet reaches no private network", () => {
  vi.stubEnv("APP_URL", "https://signataires.example");
  for (const inner of [
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "192.168.0.1",
    "::1",
    "::ffff:10.0.0.1",
    "fd00::1",
    "0.0.0.0",
  ])
    expect([inner, isReachable(inner)]).toEqual([inner, false]);
  for (const outer of ["93.184.216.34", "2606:2800:220:1::1"]) expect(isReachable(outer)).toBe(true);
  vi.unstubAllEnvs();
});
