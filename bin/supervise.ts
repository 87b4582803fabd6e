import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { birthOf } from "@/bin/postgres/processes";

const shortest = 250;
const longest = 10_000;
const healthy = 30_000;

export interface Supervised {
  /** Asks it to end and waits; after 10 s it is killed. */
  stop(): Promise<void>;
}

// What Next prints of itself; our own lines say it better.
const banner = /^\s*(▲ Next|- Local:|- Network:|✓ (Starting|Ready|Running next\.config))|^\s*$/;

function launch(name: string, environment: NodeJS.ProcessEnv): ChildProcess {
  // A group of its own: Ctrl-C in a terminal reaches the supervisor only, which ends its children in order.
  const child = fork(join(process.cwd(), "bin", "run.mjs"), [name], {
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!banner.test(stripVTControlCharacters(line))) process.stdout.write(`${line}\n`);
    });
  }
  return child;
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });

/** Keeps a child process alive: started again when it ends, after a wait that doubles while it keeps failing at once. */
export function keepAlive(
  name: string,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Supervised {
  let stopping = false;
  let child = launch(name, environment);
  const interrupted = new AbortController();
  const loop = async () => {
    let pause = shortest;
    while (!stopping) {
      const began = Date.now();
      await ended(child);
      if (stopping) return;
      pause = Date.now() - began > healthy ? shortest : Math.min(pause * 2, longest);
      say(`${name} ended unexpectedly; it starts again in ${(pause / 1000).toFixed(1)} s`);
      await wait(pause, undefined, { signal: interrupted.signal }).catch(() => undefined);
      if (!stopping) child = launch(name, environment);
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping = true;
      interrupted.abort();
      child.kill("SIGTERM");
      const killer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended(child);
      clearTimeout(killer);
      await running;
    },
  };
}

/** Watches a process that is not our child (Postgres may have been running already) and revives it when it is gone. */
export function watch(pid: number, revive: () => Promise<number>, say: (line: string) => void): Supervised {
  let stopping = false;
  let current = pid;
  const loop = async () => {
    while (!stopping) {
      await wait(300);
      if (stopping || birthOf(current) !== null) continue;
      say("The database ended unexpectedly; it starts again");
      try {
        current = await revive();
      } catch (error) {
        say(`The database does not start: ${error instanceof Error ? error.message : String(error)}`);
        await wait(2000);
      }
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping = true;
      await running;
    },
  };
}
