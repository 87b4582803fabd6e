import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { command, Stop } from "@/bin/report";

const USAGE = `npm run bars -- [BAR…] [--share 0.1]

Runs the long bars one after another, each with its figure: all, or those given by number (1 2 3 6 7 8 9 11 13 16 17 18 20 21 28 56).
--share runs only that share of the trials or seconds.
`;

/** `npm run bars`: the long bars of reliability and security. */
export async function main(args: string[]): Promise<number> {
  return await command(async () => {
    const options = { share: { type: "string", default: "1" }, help: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const isShare = Number(values.share) > 0 && Number(values.share) <= 1;
    if (values.help || !isShare || positionals.some((bar) => !/^\d+$/.test(bar))) throw new Stop(USAGE);
    const files = positionals.map((bar) => `bench/bars/${bar.padStart(2, "0")}-`);
    const vitest = join("node_modules", "vitest", "vitest.mjs");
    const child = spawn(
      process.execPath,
      [vitest, "run", "--config", "bench/bars/vitest.config.ts", ...files],
      {
        stdio: "inherit",
        env: { ...process.env, NODE_ENV: "test", BARS_SHARE: values.share },
      },
    );
    return await new Promise((resolve) => {
      child.once("error", () => resolve(1));
      child.once("close", (code) => resolve(code ?? 1));
    });
  });
}
