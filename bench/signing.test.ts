import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { sign } from "@/lib/signatures/signing/commands";
import { manySigners, shown } from "@/lib/signatures/testing/signer";

const database = testDatabase();
const CLIENTS = 32;
const EACH = 640;
const ROUNDS = 3;

type Statement = readonly [text: string, values: readonly unknown[]];

/** Every statement that reaches the database while this runs, in its order. */
async function recorded(act: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const { query } = pg.Client.prototype;
  const spy: unknown = function (this: pg.Client, ...args: [unknown, ...unknown[]]) {
    const [first] = args;
    const { text, values } =
      typeof first === "object" && first !== null
        ? { text: undefined, values: undefined, ...first }
        : { text: first, values: args[1] };
    if (typeof text === "string") statements.push([text, Array.isArray(values) ? values : []]);
    return Reflect.apply(query, this, args);
  };
  Reflect.set(pg.Client.prototype, "query", spy);
  try {
    await act();
  } finally {
    Reflect.set(pg.Client.prototype, "query", query);
  }
  return statements;
}

/** So many at a time, until each was done; signings a second. */
async function perSecond<T>(
  all: readonly T[],
  act: (one: T, client: number) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  let next = 0;
  const worker = async (_: unknown, client: number) => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await act(one, client);
  };
  await Promise.all(Array.from({ length: CLIENTS }, worker));
  return (all.length * 1000) / (performance.now() - began);
}

/** The same statements said for somebody else: her ids in the place of the others, a commitment of its own. */
function saidFor(statements: readonly Statement[], ids: ReadonlyMap<string, string>): readonly Statement[] {
  const commit = `sha256:${randomBytes(32).toString("hex")}`;
  const mine = (text: string) =>
    [...ids]
      .reduce((words, [from, to]) => words.replaceAll(from, to), text)
      .replace(/"commit":"sha256:[0-9a-f]{64}"/, `"commit":"${commit}"`);
  return statements.map(([text, values]) => [
    text,
    values.map((value) => (typeof value === "string" ? mine(value) : value)),
  ]);
}

async function whoIs({ actor }: Ctx) {
  if (actor.kind !== "link") throw new Error("no link");
  const { rows } = await pool().query<{ person: string; publicId: string; candidacy: string }>(
    `SELECT c.person_id AS person, p.public_id AS "publicId", c.public_id AS candidacy
     FROM candidacy c JOIN person p ON p.id = c.person_id WHERE c.id = $1`,
    [actor.candidacyId],
  );
  return [
    actor.candidacyId,
    actor.linkId,
    rows[0]?.person ?? "",
    rows[0]?.publicId ?? "",
    rows[0]?.candidacy ?? "",
  ];
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

test("S5: signing, against the bare statements with the same 32 clients", { timeout: 300_000 }, async () => {
  const [ours, bare]: [number[], number[]] = [[], []];
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query("SET ROLE signataires_app");
      return client;
    }),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ctxs } = await manySigners(EACH * 2 + 1);
    const [model, ...rest] = ctxs;
    if (!model) throw new Error("nobody");
    const inputs = await Promise.all(
      rest.slice(0, EACH).map(async (ctx) => ({ ctx, input: await shown(ctx) })),
    );
    const input = await shown(model);
    const statements = await recorded(() => sign(model, input));
    const own = [...(await whoIs(model)), input.key];
    const others = await Promise.all(
      rest.slice(EACH).map(async (ctx) => {
        const hers = [...(await whoIs(ctx)), randomUUID()];
        return saidFor(statements, new Map(own.map((id, at) => [id, hers[at] ?? ""])));
      }),
    );
    ours.push(
      await perSecond(inputs, async ({ ctx, input: asked }) => {
        expect((await sign(ctx, asked)).ok).toBe(true);
      }),
    );
    bare.push(
      await perSecond(others, async (said, at) => {
        for (const [text, values] of said) await clients[at]?.query({ text, values: [...values] });
      }),
    );
  }
  await Promise.all(clients.map((client) => client.end()));
  const { rows } = await pool().query<{ count: number }>("SELECT count(*)::int AS count FROM signature");
  expect(rows[0]?.count).toBe(ROUNDS * (EACH * 2 + 1));
  const ratio = median(ours) / median(bare);
  console.log(
    `S5: ${median(ours).toFixed(0)} signings/s by the command, ${median(bare).toFixed(0)}/s by the bare statements: ${ratio.toFixed(2)}`,
  );
  expect(ratio).toBeGreaterThan(0.5);
});
