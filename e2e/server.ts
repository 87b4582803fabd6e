import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "@/bin/postgres/cluster";
import { hasEnded } from "@/bin/postgres/processes";

export interface Server {
  /** http://localhost:PORT, no slash at the end. */
  readonly url: string;
  /** The superuser's address of the server's own database. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Everything that the server wrote to its console so far. */
  output(): string;
  /** Ends it as Ctrl-C does, database included, and removes its data. */
  stop(): Promise<void>;
  /** Kills supervisor, web and worker at once, and Postgres too unless told otherwise; nothing gets to tidy up. */
  kill9(options?: { postgres?: boolean }): Promise<void>;
  /** Kills everything but the front: app, worker, signer, press and Postgres; nobody starts them again before `stop`. */
  loseApp(): Promise<void>;
  /** Starts it again on the same data and port, after `kill9`. */
  restart(options?: ServerOptions): Promise<void>;
}

export interface ServerOptions {
  readonly mode: "demo" | "live";
  readonly env?: Readonly<Record<string, string>>;
  /** Writes the public site as files; left out, everything is answered by the app, which spares a story many pages. */
  readonly hasPress?: boolean;
}

// Where `npm` runs commands; this file may also stand inside a bundled one.
const root = process.cwd();

function childrenOf(pid: number): number[] {
  try {
    const listed = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
    return listed.trim().split(/\s+/).map(Number);
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Already gone, which is what is wanted.
  }
}

function postmasterOf(dataDir: string): number {
  const { directory } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  return Number(readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Starts the built product as `npm start` does and waits until it is ready. Returns the supervisor's process number. */
async function launch(
  dataDir: string,
  port: number,
  { mode, env = {}, hasPress = false }: ServerOptions,
): Promise<number> {
  const { DATABASE_URL: _d, APP_URL: _a, SMTP_URL: _s, ...inherited } = process.env;
  const log = openSync(join(dataDir, "server.log"), "a");
  const before = readFileSync(join(dataDir, "server.log"), "utf8").length;
  const child = spawn(process.execPath, [join(root, "bin", "start.mjs"), `--${mode}`], {
    cwd: root,
    env: {
      ...inherited,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      PORT: String(port),
      PRESS: hasPress ? "on" : "off",
      ...env,
    },
    stdio: ["ignore", log, log],
  });
  const output = () => readFileSync(join(dataDir, "server.log"), "utf8").slice(before);
  const until = Date.now() + 180_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (output().includes("Ctrl-C stops everything") && child.pid) return child.pid;
    await wait(100);
  }
  child.kill("SIGTERM");
  throw new Error(
    `the server did not start:\n${readFileSync(join(dataDir, "server.log"), "utf8").slice(-4000)}`,
  );
}

/** The address of the one database that a server works on. */
export function databaseUrlOf(dataDir: string, env: Readonly<Record<string, string>> = {}): string {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const { port, password } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  return `postgresql://postgres:${password}@127.0.0.1:${port}/signataires`;
}

/** Runs the production build with web, worker and a fresh database of its own, on a free port, in a temporary DATA_DIR. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), "signataires-e2e-"));
  // The database's own user must be able to enter.
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  let pid = await launch(dataDir, port, options);
  return {
    url: `http://localhost:${port}`,
    databaseUrl: databaseUrlOf(dataDir, options.env),
    dataDir,
    output: () => readFileSync(join(dataDir, "server.log"), "utf8"),
    async stop() {
      process.kill(pid, "SIGCONT");
      process.kill(pid, "SIGTERM");
      if (!(await hasEnded(pid, 30_000))) throw new Error("the server did not stop within 30 s");
      rmSync(dataDir, { recursive: true, force: true });
    },
    async kill9({ postgres = true } = {}) {
      const postmaster = options.env?.DATABASE_URL ? null : postmasterOf(dataDir);
      const others = childrenOf(pid).filter((child) => child !== postmaster);
      for (const one of [pid, ...others]) killNow(one);
      if (postgres && postmaster) killNow(postmaster);
      await hasEnded(pid, 5000);
    },
    async loseApp() {
      process.kill(pid, "SIGSTOP");
      const postmaster = postmasterOf(dataDir);
      const others = childrenOf(pid).filter((child) => !commandOf(child).includes("run.mjs front"));
      for (const one of new Set([...others, postmaster])) killNow(one);
      await hasEnded(postmaster, 5000);
    },
    async restart(other = options) {
      pid = await launch(dataDir, port, other);
    },
  };
}
