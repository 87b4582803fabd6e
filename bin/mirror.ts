import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { command, Stop } from "@/bin/report";
import { mirror, Untrue } from "@/lib/publication/mirroring/mirror";

const USAGE = `npm run mirror -- https://SITE DIR --log-key KEY                keeps a proven copy of a site's files
npm run mirror -- https://SITE DIR --log-key KEY --every 60     does so again every 60 seconds
KEY is the log's verifier key, as the site's page /method/proof and its receipts show it.`;

function asked(args: readonly string[]) {
  try {
    const options = { "log-key": { type: "string" }, every: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [site = "", folder = ""] = positionals;
    const every = values.every === undefined ? null : Number(values.every);
    if (!URL.canParse(site) || folder === "" || !values["log-key"] || (every !== null && !(every >= 1)))
      throw new Stop(USAGE);
    return { origin: new URL(site).origin, folder: resolve(folder), logKey: values["log-key"], every };
  } catch {
    throw new Stop(USAGE);
  }
}

/** `npm run mirror`: a copy of the public site, each file proven; exit code 1 where something is not true. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const { every, ...options } = asked(args);
    for (;;) {
      try {
        const { files, fetched, removed } = await mirror(options);
        console.log(`${files} files, ${fetched} fetched, ${removed} removed`);
      } catch (error) {
        // Between two lists the site may show one with the other's signature.
        if (!(error instanceof Untrue || error instanceof TypeError)) throw error;
        if (every === null) throw new Stop(`The copy was not brought up to date: ${error.message}.`);
        console.error(`not brought up to date: ${error.message}`);
      }
      if (every === null) return 0;
      await wait(every * 1000);
    }
  });
}
