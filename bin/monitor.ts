import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readOrNull } from "@/bin/postgres/processes";
import { command, environment, Stop } from "@/bin/report";
import { type Alarm, lookOnce, type Reader, type Seen, type Watch } from "@/lib/proof/monitoring/monitor";
import { parsePolicy } from "@/lib/proof/verify/policy";

const USAGE = `npm run monitor -- --log ADDRESS --policy FILE [--mirror ADDRESS|DIR]… [--state DIR] [--interval SECONDS] [--once]

Compares a log with what its witnesses and mirrors see of it, and with what it was: whoever is shown two histories hears it
within one interval (600 s). The policy comes from elsewhere than the log. --once looks once: exit code 0 good, 1 alarm, 2 cannot tell.
`;
const LONGEST = 1_000_000;
const FRESH_SECONDS = 24 * 3600;

/** Files of an address or of a folder. */
function readerOf(place: string): Reader {
  if (!/^https?:\/\//.test(place))
    return async (path) => {
      const text = readOrNull(join(place, path));
      return text === null ? null : new Uint8Array(readFileSync(join(place, path)));
    };
  return async (path) => {
    const answer = await fetch(`${place.replace(/\/+$/, "")}/${path}`, {
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status === 404) return null;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || bytes.length > LONGEST) throw new Error(`${place} answers ${answer.status}`);
    return bytes;
  };
}

const shape = z.strictObject({ note: z.nullable(z.string()), owed: z.number() });

/** What was seen last, and the evidence of each alarm, in a folder. */
class Memory {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  read(): Seen {
    const text = readOrNull(join(this.folder, "seen.json"));
    return text === null ? { note: null, owed: 0 } : shape.parse(JSON.parse(text));
  }

  keep(seen: Seen): void {
    writeFileSync(join(this.folder, "seen.json"), JSON.stringify(seen));
  }

  evidence({ what, notes }: Alarm): string {
    const name = createHash("sha256").update(notes.join()).digest("hex").slice(0, 16);
    const path = join(this.folder, `alarm-${name}.txt`);
    writeFileSync(path, `${what}\n\n${notes.join("\n\n")}`);
    return path;
  }
}

async function look(watch: Omit<Watch, "since">, memory: Memory): Promise<number> {
  try {
    const since = Math.floor(Date.now() / 1000) - FRESH_SECONDS;
    const { alarms, seen, size, silent } = await lookOnce({ ...watch, since }, memory.read());
    memory.keep(seen);
    for (const alarm of alarms) console.error(`ALARM: ${alarm.what} (${memory.evidence(alarm)})`);
    for (const by of silent) console.error(`cannot tell: ${by} shows no checkpoint that the log signed`);
    if (alarms.length > 0) return 1;
    const all = silent.length === 0 ? "all" : "all others";
    console.log(`${new Date().toISOString()} ${size} entries, seen alike by ${all}`);
    return silent.length === 0 ? 0 : 2;
  } catch (error) {
    console.error(`cannot tell: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

/** `npm run monitor`: for an NGO or a newspaper that watches the log of others. */
export async function main(args: string[]): Promise<number> {
  return await command(async () => {
    const { values } = parseArgs({
      args,
      options: {
        log: { type: "string" },
        policy: { type: "string" },
        mirror: { type: "string", multiple: true, default: [] },
        state: { type: "string" },
        interval: { type: "string", default: "600" },
        once: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help || !values.log || !values.policy || !(Number(values.interval) > 0)) throw new Stop(USAGE);
    const policy = await parsePolicy(readOrNull(values.policy) ?? "");
    if (!policy) throw new Stop(`${values.policy} is no policy file.`);
    const mirrors = values.mirror.map((place) => ({ name: place, read: readerOf(place) }));
    const watch = { policy, log: readerOf(values.log), mirrors, witness: readerOf };
    const memory = new Memory(values.state ?? join(environment().dataDir, "monitor"));
    for (;;) {
      const code = await look(watch, memory);
      if (values.once) return code;
      await wait(Number(values.interval) * 1000);
    }
  });
}
