import { join, resolve } from "node:path";
import { command, environment, progressLines, Stop } from "@/bin/report";
import { exportSite, mayTake } from "@/lib/publication/exporting/export";
import { bytesOf } from "@/lib/publication/press/folder";
import { ALIVE } from "@/lib/publication/press/running";

const USAGE =
  "npm run export -- DIR   writes the frozen site, for any web server or archive; needs neither database nor app";

/** `npm run export -- DIR`: the public site as it is now, for ever. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const [to, more] = args;
    if (!to || more || to.startsWith("-")) throw new Stop(USAGE);
    const { siteDir, appUrl } = environment();
    const folder = resolve(to);
    if (!(await mayTake(folder)))
      throw new Stop(`${folder} holds something else: give an empty folder, or one of an earlier export.`);
    const alive = await bytesOf(siteDir, ALIVE);
    if (!alive)
      throw new Stop(
        `There is no public site in ${siteDir} yet: run \`npm start\` once, and wait until its pages are written.`,
      );
    const done = progressLines().step("Writing the frozen site");
    const at = new Date(alive.toString("utf8"));
    const samples = join(process.cwd(), "bin", "servers");
    const files = await exportSite({
      from: siteDir,
      to: folder,
      origin: new URL(appUrl).origin,
      at,
      samples,
    });
    done(`${files} files in ${folder}, as of ${at.toISOString()}`);
    return 0;
  });
}
