import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** `npm run witness` as a process of its own, to be killed. */
export class WitnessProcess {
  #child: ChildProcess | null = null;
  private constructor(
    readonly url: string,
    private readonly args: readonly string[],
  ) {}

  static async started(logKey: string, folder: string, name = "w.example/w1"): Promise<WitnessProcess> {
    const port = await freePort();
    const files = ["--key", `${folder}/key`, "--state", `${folder}/state.json`];
    const args = ["--log-key", logKey, ...files, "--port", `${port}`, "--name", name];
    const made = new WitnessProcess(`http://127.0.0.1:${port}`, args);
    await made.start();
    return made;
  }

  async start(): Promise<void> {
    const code =
      'const { main } = await import("./bin/witness.ts"); process.exit(await main(process.argv.slice(1)));';
    this.#child = spawn(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", code, "--", ...this.args],
      {
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    for (let tries = 0; tries < 400; tries += 1) {
      if (
        await fetch(this.url).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      if (this.#child.exitCode !== null) break;
      await wait(50);
    }
    throw new Error("the witness does not answer");
  }

  /** Ends it without a word. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async ask(body: string): Promise<{ readonly status: number; readonly body: string }> {
    const answer = await fetch(`${this.url}/add-checkpoint`, { method: "POST", body });
    return { status: answer.status, body: await answer.text() };
  }

  /** What it cosigned last; empty before the first. */
  async latest(path: string): Promise<string> {
    const answer = await fetch(`${this.url}/${path}`);
    return answer.ok ? answer.text() : "";
  }
}
