import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { command, progressLines, Stop } from "@/bin/report";
import { withDatabase } from "@/bin/with-database";
import { disconnect } from "@/lib/core/db";
import { parseCheckpoint } from "@/lib/proof/log/checkpoint";
import { parseNote } from "@/lib/proof/log/note";
import { newTiles, type Tile, tilePath } from "@/lib/proof/log/tiles";
import { publicCheckpoint, publicPolicy, publicTile } from "@/lib/proof/queries";

const USAGE = `npm run log -- DIR

Writes the public log into a folder as C2SP tlog-tiles names its files; what is there already is kept. Anybody audits it with
\`node bin/verify.mjs --log DIR --policy DIR/policy\`, after comparing the key in DIR/policy with one from elsewhere.
`;

function keep(folder: string, path: string, bytes: Uint8Array | string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

async function keepTile(folder: string, tile: Tile): Promise<void> {
  const path = tilePath(tile);
  // A tile of a given width never changes.
  if (existsSync(join(folder, path))) return;
  const bytes = await publicTile(tile);
  if (!bytes) throw new Stop(`The log lacks ${path}: \`npm run fsck\` says more.`);
  keep(folder, path, bytes);
}

/** Writes the log, the checkpoint last, so that an interrupted copy is an older log and not a damaged one. */
export async function exportLog(folder: string): Promise<number> {
  const checkpoint = await publicCheckpoint();
  const size = checkpoint && parseCheckpoint(parseNote(checkpoint.note)?.text ?? "")?.size;
  if (!checkpoint || typeof size !== "number") throw new Stop("The log has signed nothing yet.");
  for (const tile of newTiles(0, size)) {
    await keepTile(folder, tile);
    if (tile.level === 0) await keepTile(folder, { ...tile, level: "entries" });
  }
  keep(folder, "policy", await publicPolicy());
  keep(folder, "checkpoint", checkpoint.note);
  return size;
}

/** `npm run log -- DIR`: the whole public log as a folder. */
export async function main([folder]: string[]): Promise<number> {
  return await command(async () => {
    if (!folder || folder.startsWith("-")) throw new Stop(USAGE);
    await withDatabase(async () => {
      const done = progressLines().step("Copying the log");
      try {
        done(`${await exportLog(folder)} entries in ${folder}`);
      } finally {
        await disconnect();
      }
    });
    return 0;
  });
}
