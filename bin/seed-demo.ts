import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { disconnect } from "@/lib/core/db";

/** Writes the demo data into the database of DATABASE_URL, telling its progress line by line on stdout. */
export async function main(): Promise<number> {
  const bundled = join(process.env.SIGNATAIRES_COMMANDS ?? "", "seed.js");
  const { seedDemo } = await import(pathToFileURL(bundled).href);
  await seedDemo((line: string) => console.log(line));
  await disconnect();
  return 0;
}
