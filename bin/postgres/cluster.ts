import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import {
  asUser,
  binariesFor,
  directoryElsewhere,
  isUsable,
  type ServerUser,
  serverUser,
} from "@/bin/postgres/binaries";
import { birthOf, commandOf, hasEnded, readOrNull, withLock } from "@/bin/postgres/processes";

const stateSchema = z.object({ directory: z.string(), port: z.number(), password: z.string() });
type State = z.infer<typeof stateSchema>;

export interface Cluster {
  /** Where the tables lie; not always below DATA_DIR (see `moved`). */
  readonly directory: string;
  readonly port: number;
  readonly pid: number;
  /** Whether the server's user cannot reach DATA_DIR, so that the tables lie elsewhere. */
  readonly moved: boolean;
  /** The superuser's address of a database of this server. */
  url(database: string): string;
  /** Lets go of the server; the last one to let go stops it. */
  release(): Promise<void>;
}

export interface ClusterOptions {
  readonly root: string;
  /** More `postgres` settings, such as "fsync=off" for tests. */
  readonly settings?: readonly string[];
  /** A running child needs the very port it was told. */
  readonly keepPort?: boolean;
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

const urlOf = (state: State, database: string) =>
  `postgresql://postgres:${state.password}@127.0.0.1:${state.port}/${database}`;

async function answers(state: State): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(state, "postgres"), connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** The process of the server that serves this directory, or null: a number left by a killed one may be another program's. */
function postmasterOf(directory: string): number | null {
  const pid = Number(readOrNull(join(directory, "postmaster.pid"))?.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0 || birthOf(pid) === null) return null;
  const command = commandOf(pid);
  return command?.includes("postgres") && command.includes(directory) ? pid : null;
}

const statePath = (dataDir: string) => join(dataDir, "postgres.json");

function readState(dataDir: string): State | null {
  const text = readOrNull(statePath(dataDir));
  return text === null ? null : stateSchema.parse(JSON.parse(text));
}

function writeState(dataDir: string, state: State): void {
  const fresh = `${statePath(dataDir)}.new`;
  writeFileSync(fresh, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(fresh, statePath(dataDir));
}

/** DATA_DIR/postgres, or a directory elsewhere when the server's user cannot get there (a clone under /root). */
function placeFor(dataDir: string, user: ServerUser | null): string {
  if (!user) return join(dataDir, "postgres");
  const probe = join(dataDir, `probe-${process.pid}`);
  mkdirSync(probe);
  chownSync(probe, user.uid, user.gid);
  const usable = isUsable(probe, user);
  rmSync(probe, { recursive: true });
  return usable ? join(dataDir, "postgres") : join(directoryElsewhere(dataDir, user), "postgres");
}

/** Creates the cluster beside its final place and moves it there whole, so that a killed start leaves none half made. */
async function initialise(dataDir: string, programs: string, user: ServerUser | null): Promise<State> {
  const directory = placeFor(dataDir, user);
  if (existsSync(join(directory, "PG_VERSION"))) {
    throw new Error(
      `${directory} holds a database, but its password file ${statePath(dataDir)} is missing: restore it, or choose another DATA_DIR.`,
    );
  }
  const state = { directory, port: await freePort(), password: randomBytes(24).toString("hex") };
  const fresh = `${directory}.new`;
  const passwordFile = join(dirname(directory), `.password-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, state.password, { mode: 0o600 });
  if (user) for (const path of [fresh, passwordFile]) chownSync(path, user.uid, user.gid);
  const flags = [
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  const locale = [
    "--no-locale",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    "--no-sync",
  ];
  const made = spawnSync(join(programs, "initdb"), ["-D", fresh, ...flags, ...locale], {
    cwd: "/",
    encoding: "utf8",
    ...asUser(user),
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Error(
      `The database could not be created in ${directory}: ${made.stderr ?? made.error?.message}`,
    );
  rmSync(directory, { recursive: true, force: true });
  renameSync(fresh, directory);
  writeState(dataDir, state);
  return state;
}

async function launch(
  dataDir: string,
  state: State,
  programs: string,
  user: ServerUser | null,
  settings: readonly string[],
) {
  const pidFile = join(state.directory, "postmaster.pid");
  if (existsSync(pidFile)) rmSync(pidFile);
  const logPath = join(dataDir, "postgres.log");
  const log = openSync(logPath, "a", 0o600);
  const options = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    ...settings,
  ];
  const child = spawn(
    join(programs, "postgres"),
    ["-D", state.directory, "-p", String(state.port), ...options.flatMap((option) => ["-c", option])],
    { cwd: "/", detached: true, stdio: ["ignore", log, log], ...asUser(user) },
  );
  closeSync(log);
  child.on("error", () => undefined);
  child.unref();
  const until = Date.now() + 60_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (postmasterOf(state.directory) === child.pid && (await answers(state))) return;
    await wait(60);
  }
  const lines = readFileSync(logPath, "utf8").trim().split("\n").slice(-5).join("\n");
  throw new Error(`The database did not start; the end of ${logPath} says:\n${lines}`);
}

/** Tries again for a while: just after a kill -9 the old server's children still hold its memory. */
async function launchPatiently(...args: Parameters<typeof launch>): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await launch(...args);
    } catch (error) {
      if (Date.now() > until) throw error;
      await wait(1000);
    }
  }
}

const usersDirectory = (dataDir: string) => join(dataDir, "postgres-users");

function register(dataDir: string): void {
  mkdirSync(usersDirectory(dataDir), { recursive: true });
  writeFileSync(join(usersDirectory(dataDir), String(process.pid)), birthOf(process.pid) ?? "");
}

function hasOtherUsers(dataDir: string): boolean {
  return readdirSync(usersDirectory(dataDir)).some((name) => {
    const path = join(usersDirectory(dataDir), name);
    const lives = birthOf(Number(name)) === readOrNull(path);
    if (!lives) rmSync(path, { force: true });
    return lives;
  });
}

async function release(dataDir: string, directory: string): Promise<void> {
  await withLock(join(dataDir, "postgres.lock"), async () => {
    rmSync(join(usersDirectory(dataDir), String(process.pid)), { force: true });
    const pid = postmasterOf(directory);
    if (pid === null || hasOtherUsers(dataDir)) return;
    process.kill(pid, "SIGINT");
    if (!(await hasEnded(pid, 15_000))) process.kill(pid, "SIGQUIT");
  });
}

/**
 * The embedded server of a DATA_DIR: the running one, or started now (created the first time). Listens on 127.0.0.1 only,
 * with a random password in DATA_DIR/postgres.json (0600).
 */
export async function openCluster(
  dataDir: string,
  { root, settings = [], keepPort = false }: ClusterOptions,
): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true });
  return await withLock(join(dataDir, "postgres.lock"), async () => {
    const user = serverUser();
    let state = readState(dataDir);
    if (!(state && postmasterOf(state.directory) !== null && (await answers(state)))) {
      const programs = binariesFor(root, user);
      state ??= await initialise(dataDir, programs, user);
      if (!keepPort && !(await isPortFree(state.port))) {
        state = { ...state, port: await freePort() };
        writeState(dataDir, state);
      }
      await launchPatiently(dataDir, state, programs, user, settings);
    }
    register(dataDir);
    const { directory, port } = state;
    const current = state;
    return {
      directory,
      port,
      pid: postmasterOf(directory) ?? 0,
      moved: directory !== join(dataDir, "postgres"),
      url: (database: string) => urlOf(current, database),
      release: () => release(dataDir, directory),
    };
  });
}
