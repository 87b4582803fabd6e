import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Step } from "./steps";

interface Performer {
  readonly child: ChildProcess;
  readonly isReady: Promise<unknown>;
}

/** Processes that perform one act each, at this address of the database; the next one starts while one works. */
export class Performers {
  #next: Performer;
  #current: ChildProcess | null = null;
  kills = 0;

  constructor(private readonly url: string) {
    this.#next = this.#start();
  }

  #start(): Performer {
    const child = fork(join(process.cwd(), "bin", "testing", "perform.ts"), {
      execArgv: ["--import", "tsx", "--conditions=react-server"],
      env: { ...process.env, DATABASE_URL: this.url },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return { child, isReady: once(child, "message") };
  }

  /** True where the process lived to say that the act was acknowledged. */
  async perform(step: Step): Promise<boolean> {
    const { child, isReady } = this.#next;
    this.#current = child;
    await isReady;
    this.#next = this.#start();
    const said = once(child, "message").then(([isDone]) => isDone === true);
    const ended = once(child, "exit");
    child.send({ step });
    const isDone = await Promise.race([said, ended.then(() => false)]);
    await ended;
    return isDone;
  }

  /** SIGKILL to the one at work, and it is gone. */
  async kill(): Promise<void> {
    const child = this.#current;
    if (!child) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    this.kills += 1;
    await ended;
  }

  close(): void {
    this.#next.child.kill("SIGKILL");
  }
}
