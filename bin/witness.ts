import { hostname } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withLock } from "@/bin/postgres/processes";
import { command, environment, Stop } from "@/bin/report";
import { ED25519, parseVerifierKey } from "@/lib/proof/log/note";
import { witnessKey } from "@/lib/proof/signer/key";
import { witnessServer } from "@/lib/proof/witness/server";
import type { Watched, WitnessOptions } from "@/lib/proof/witness/witness";

const USAGE = `npm run witness -- --log-key KEY… [--origin NAME] [--name NAME] [--key FILE] [--state FILE] [--host HOST] [--port N]

Cosigns the checkpoints of a log that continue what it cosigned before, and no other (C2SP tlog-witness).
KEY is the log's verifier key, as its /.well-known/signataires.json says it; the log's name is the key's unless --origin says another.
--name is the witness's own name, given once, when its key is made: such as witness.example.org/w1.
`;

async function watchedOf(origin: string | undefined, given: readonly string[]): Promise<Watched[]> {
  const keys = await Promise.all(given.map(parseVerifierKey));
  const logs = new Map<string, Watched>();
  for (const [at, key] of keys.entries()) {
    if (key?.type !== ED25519) throw new Stop(`${given[at]} is no verifier key of a log.`);
    const name = origin ?? key.name;
    logs.set(name, { origin: name, keys: [...(logs.get(name)?.keys ?? []), key] });
  }
  return [...logs.values()];
}

const untilEnd = () =>
  new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });

async function serve(options: WitnessOptions, host: string, port: number): Promise<void> {
  const server = witnessServer(options, console.error);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const names = options.logs.map(({ origin }) => origin).join(", ");
  console.log(`${options.key.vkey}\nWitness of ${names} on http://${host}:${port}`);
  await untilEnd();
  server.closeAllConnections();
  server.close();
}

/** `npm run witness`: a witness for this or any other log, in a process, with a file, and nothing else. */
export async function main(args: string[]): Promise<number> {
  return await command(async () => {
    const { values } = parseArgs({
      args,
      options: {
        origin: { type: "string" },
        "log-key": { type: "string", multiple: true },
        name: { type: "string", default: `${hostname()}/witness` },
        key: { type: "string" },
        state: { type: "string" },
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: "7070" },
        help: { type: "boolean" },
      },
    });
    const given = values["log-key"] ?? [];
    if (values.help || given.length === 0) throw new Stop(USAGE);
    const folder = join(environment().dataDir, "witness");
    const state = values.state ?? join(folder, "state.json");
    const options: WitnessOptions = {
      key: await witnessKey(values.key ?? join(folder, "key"), values.name),
      logs: await watchedOf(values.origin, given),
      state,
      now: () => Math.floor(Date.now() / 1000),
      alarm: (note) => console.error(`ALARM: this log signed a checkpoint that forks it:\n${note}`),
    };
    // Two witnesses over one file would each believe what the other just changed.
    await withLock(`${state}.lock`, () => serve(options, values.host, Number(values.port)), 1);
    return 0;
  });
}
