import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

let manifest: Record<string, string> | undefined;

/**
 * The public address of a built style, font or script, e.g. `asset("document.css")` → `/assets/document-ab12cd34.css`.
 * Throws when the assets were not built or the name is unknown.
 */
export function asset(name: string): string {
  const address = read()[name];
  if (!address) throw new Error(`No built asset is called "${name}". Run: npx tsx bin/assets.ts`);
  return address;
}

function read(): Record<string, string> {
  // In development the manifest is read anew each time, because styles are rebuilt beside a running server.
  if (manifest && process.env.NODE_ENV === "production") return manifest;
  const path = join(process.cwd(), "lib/core/assets.json");
  if (!existsSync(path)) {
    throw new Error(`The styles are not built (${path} is missing). Run: npx tsx bin/assets.ts`);
  }
  manifest = Object.fromEntries(
    Object.entries(JSON.parse(readFileSync(path, "utf8"))).map(([key, value]) => [key, String(value)]),
  );
  return manifest;
}
