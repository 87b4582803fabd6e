import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { currentSite } from "@/bin/built";
import { onDatabase } from "@/bin/migrations";
import { type Cluster, freePort, openCluster } from "@/bin/postgres/cluster";
import { hasEnded } from "@/bin/postgres/processes";
import { prepare } from "@/bin/prepare.mjs";
import { silentProgress } from "@/bin/report";
import { setUp } from "@/bin/with-database";

type Part = "web" | "worker" | "signer";

/**
 * The built product as its single processes, each to be killed and started alone, on a Postgres of its own with the
 * product's settings.
 */
export class Site {
  readonly #running = new Map<Part, ChildProcess>();

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private cluster: Cluster,
    /** Where build and commands lie. */
    private readonly built: Readonly<Record<string, string>>,
    /** Through which address the processes reach the database. */
    public through: string,
  ) {}

  static async made(folder = mkdtempSync(join(tmpdir(), "signataires-site-"))): Promise<Site> {
    chmodSync(folder, 0o711);
    const built = {
      SIGNATAIRES_COMMANDS: await prepare(silentProgress),
      SIGNATAIRES_SITE: await currentSite(silentProgress),
    };
    const cluster = await openCluster(folder, { root: process.cwd() });
    await onDatabase(cluster.url("postgres"), (client) => client.query("create database signataires"));
    const url = cluster.url("signataires");
    await setUp(url, "live", () => undefined);
    return new Site(folder, await freePort(), cluster, built, url);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The database's own address, of its superuser. */
  get databaseUrl(): string {
    return this.cluster.url("signataires");
  }

  /** What the processes wrote. */
  output(): string {
    return readFileSync(join(this.dataDir, "output.log"), "utf8");
  }

  start(part: Part, env: Readonly<Record<string, string>> = {}): void {
    const { APP_URL: _, SMTP_URL: __, ...inherited } = process.env;
    const log = openSync(join(this.dataDir, "output.log"), "a");
    const child = spawn(process.execPath, [join("bin", "run.mjs"), part], {
      stdio: ["ignore", log, log],
      env: {
        ...inherited,
        ...this.built,
        NODE_ENV: "production",
        DATABASE_URL: this.through,
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        SIGNATAIRES_SUPERVISED: "1",
        LOG_LEVEL: "warn",
        ...env,
      },
    });
    this.#running.set(part, child);
  }

  /** Waits until it answers that it is ready; says after how many milliseconds. */
  async ready(seconds = 60): Promise<number> {
    const began = Date.now();
    for (;;) {
      const signal = AbortSignal.timeout(5000);
      const isReady = await fetch(`${this.url}/api/health/ready`, { signal }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return Date.now() - began;
      if (Date.now() - began > seconds * 1000)
        throw new Error(`the site is not ready:\n${this.output().slice(-3000)}`);
      await wait(30);
    }
  }

  /** Ends one of its processes without a word. */
  async kill(part: Part): Promise<void> {
    const child = this.#running.get(part);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends Postgres without a word and starts it again on the same tables. */
  async killPostmaster(): Promise<void> {
    process.kill(this.cluster.pid, "SIGKILL");
    await hasEnded(this.cluster.pid, 10_000);
    this.cluster = await openCluster(this.dataDir, { root: process.cwd(), keepPort: true });
  }

  async stop(): Promise<void> {
    for (const part of [...this.#running.keys()]) await this.kill(part);
    await this.cluster.release();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
