import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT", "ESRCH", "EACCES")) return null;
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function askPs(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** When a process began, as an opaque word: tells a process from a later one with the same number. Null when gone. */
export function birthOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return askPs(pid, "lstart");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? null : (fields[19] ?? null);
}

/** The command line of a process, or null when it is gone. */
export function commandOf(pid: number): string | null {
  return readOrNull(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ") ?? askPs(pid, "command");
}

/** Waits until a process has ended; false when it has not after so many milliseconds. */
export async function hasEnded(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (birthOf(pid) !== null) {
    if (Date.now() > until) return false;
    await wait(50);
  }
  return true;
}

function takeLock(path: string): boolean {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, `${process.pid} ${birthOf(process.pid)}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    return false;
  }
}

/** A holder that was killed leaves its lock behind; an empty one belongs to somebody who is just writing it. */
function isLeftBehind(path: string): boolean {
  const [pid = "", birth] = (readOrNull(path) ?? "").split(" ");
  return pid !== "" && birthOf(Number(pid)) !== birth;
}

/** Runs the work while no other process of this machine runs under the same lock file. */
export async function withLock<T>(path: string, work: () => Promise<T>, seconds = 120): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const until = Date.now() + seconds * 1000;
  while (!takeLock(path)) {
    if (isLeftBehind(path)) rmSync(path, { force: true });
    else if (Date.now() > until) throw new Error(`Another command has held ${path} for ${seconds} s.`);
    else await wait(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
