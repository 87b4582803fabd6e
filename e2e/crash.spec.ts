import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { type Server, startServer } from "./server";
import { signersOn } from "./world";

interface Press {
  readonly address: string;
  readonly body: URLSearchParams;
}

/** What pressing "Je signe" sends, read from the page itself. */
async function pressOf(server: Server, token: string): Promise<Press> {
  const address = `${server.url}/fr/sign/${token}/confirm`;
  const html = await (await fetch(address)).text();
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  // The form for a delegate says the same once more.
  const said = new Map(fields.map(([, name = "", value = ""]) => [name, value]));
  const body = new URLSearchParams([...said]);
  expect([...body.keys()]).toEqual(expect.arrayContaining(["hash", "answersHash", "revision", "key"]));
  return { address, body };
}

/** Presses once; true where the signature was acknowledged. */
async function press(server: Server, { address, body }: Press): Promise<boolean> {
  const headers = { Origin: server.url, "Sec-Fetch-Site": "same-origin" };
  const init = {
    method: "POST",
    redirect: "manual",
    headers,
    body,
    signal: AbortSignal.timeout(20_000),
  } as const;
  try {
    const answer = await fetch(address, init);
    return answer.status === 303 && (answer.headers.get("location") ?? "").endsWith("/done");
  } catch {
    return false;
  }
}

async function inGroups<T, R>(
  all: readonly T[],
  size: number,
  act: (one: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += size) {
    results.push(...(await Promise.all(all.slice(at, at + size).map((one, i) => act(one, at + i)))));
  }
  return results;
}

async function signatures(server: Server, formId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    "SELECT s.candidacy_id AS id FROM signature s JOIN answer a ON a.signature_id = s.id WHERE form_id = $1 GROUP BY s.id HAVING count(*) = 3",
    [formId],
  );
  await client.end();
  return rows.map(({ id }) => id);
}

test("kill -9 of everything during 200 signings loses no acknowledged one and doubles none", async () => {
  test.setTimeout(240_000);
  const server = await startServer({ mode: "live" });
  try {
    const { formId, tokens } = await signersOn(server, 200);
    const presses = await inGroups(tokens, 10, (token) => pressOf(server, token));
    let acknowledged = 0;
    const killed = new Promise<void>((done) => {
      const watch = setInterval(() => {
        if (acknowledged < 60) return;
        clearInterval(watch);
        void server.kill9().then(done);
      }, 1);
    });
    const first = await inGroups(presses, 32, async (one) => {
      const isSigned = await press(server, one);
      if (isSigned) acknowledged += 1;
      return isSigned;
    });
    await killed;
    expect(first.filter((isSigned) => !isSigned).length).toBeGreaterThan(0);
    await server.restart();
    const kept = await signatures(server, formId);
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
    // Everybody presses again with the same key: those signed hear the same answer, the others sign now.
    const again = await inGroups(presses, 16, (one) => press(server, one));
    expect(again.filter(Boolean)).toHaveLength(200);
    const all = await signatures(server, formId);
    expect(all).toHaveLength(200);
    expect(new Set(all).size).toBe(200);
  } finally {
    await server.stop();
  }
});

test("200 presses at once by one candidate with other keys make one signature", async () => {
  test.setTimeout(120_000);
  const server = await startServer({ mode: "live" });
  try {
    const { formId, tokens } = await signersOn(server, 1);
    const { address, body } = await pressOf(server, tokens[0] ?? "");
    const all = await Promise.all(
      Array.from({ length: 200 }, () => {
        const own = new URLSearchParams(body);
        own.set("key", randomUUID());
        return fetch(address, {
          method: "POST",
          redirect: "manual",
          headers: { Origin: server.url },
          body: own,
        }).then(({ status }) => status);
      }),
    );
    expect(all.filter((status) => status === 303)).toHaveLength(1);
    expect(all.filter((status) => status >= 500 && status !== 503)).toEqual([]);
    expect(await signatures(server, formId)).toHaveLength(1);
  } finally {
    await server.stop();
  }
});
