import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Fills a migrated database with the demo, in a process of its own that gives its memory and connections back. */
export async function seedInto(url: string, say: (line: string) => void): Promise<void> {
  if (
    !existsSync(join(process.cwd(), "prisma", "seed.ts")) &&
    existsSync(join(process.cwd(), "tsconfig.json"))
  )
    return;
  const child = spawn(process.execPath, [join(process.cwd(), "bin", "run.mjs"), "seed-demo"], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: child.stdout }).on("line", say);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Error("The demo data could not be written; the lines above say why.");
}
