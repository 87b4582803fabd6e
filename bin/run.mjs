#!/usr/bin/env node
// Runs one command: `node bin/run.mjs COMMAND ARGUMENTS…`; each is bin/COMMAND.ts and exports `main(args)`.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fail, prepare, progressLines, root } from "./prepare.mjs";

const [command = "", ...args] = process.argv.slice(2);
process.chdir(root);
// A process that another command starts runs that command's code.
const commands = process.env.SIGNATAIRES_COMMANDS ?? (await prepare(progressLines()));
process.env.SIGNATAIRES_COMMANDS = commands;
const file = join(commands, `${command}.js`);
if (!existsSync(file)) {
  const known = readdirSync(commands).filter((name) => name.endsWith(".js") && !name.startsWith("chunk-"));
  fail(`There is no command "${command}". Known: ${known.map((name) => name.slice(0, -3)).join(", ")}.`);
}
const { main } = await import(pathToFileURL(file).href);
if (typeof main === "function") process.exit((await main(args)) ?? 0);
