import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VerifierKey } from "../log/note";
import { witnessKey } from "../signer/key";
import { witnessServer } from "../witness/server";

/** A witness inside a test, which can go away, hang, and come back. */
export interface TestWitness {
  readonly vkey: string;
  readonly url: string;
  /** Its line in the log's list. */
  readonly line: string;
  mode: "well" | "hangs" | "fails";
}

async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

export async function aWitnessServer(name: string, logKey: VerifierKey): Promise<TestWitness> {
  const folder = mkdtempSync(join(tmpdir(), "signataires-w-"));
  const key = await witnessKey(join(folder, "key"), name);
  const options = {
    key,
    logs: [{ origin: logKey.name, keys: [logKey] }],
    state: join(folder, "state.json"),
    now: () => Math.floor(Date.now() / 1000),
    alarm: () => undefined,
  };
  const real = witnessServer(options, () => undefined);
  let made: TestWitness | null = null;
  const front = createServer((request, response) => {
    if (made?.mode === "hangs") return;
    if (made?.mode === "fails") response.writeHead(503).end();
    else real.emit("request", request, response);
  });
  front.unref();
  const url = await listening(front);
  made = { vkey: key.vkey, url, line: `${key.vkey} ${url}`, mode: "well" };
  return made;
}
