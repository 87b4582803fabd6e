import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { command, Stop } from "@/bin/report";
import { withDatabase } from "@/bin/with-database";
import { systemCtx } from "@/lib/core/auth/link";
import { disconnect } from "@/lib/core/db";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import type { ImportReport, Progress } from "@/lib/importing/bulk/report";
import { importAreas, importCandidates, importPersons, importResults } from "@/lib/importing/commands";
import {
  fieldNames,
  type ImportKind,
  type ImportOptions,
  importKinds,
  importOptions,
} from "@/lib/importing/schema";
import { refusalSentence, rejectionsCsv, reportSentences } from "@/lib/importing/telling/sentences";

const commands = {
  areas: importAreas,
  candidates: importCandidates,
  results: importResults,
  persons: importPersons,
};

const options = {
  election: { type: "string" },
  round: { type: "string" },
  create: { type: "boolean" },
  "dry-run": { type: "boolean" },
  yes: { type: "boolean", short: "y" },
  json: { type: "boolean" },
  name: { type: "string" },
  dates: { type: "string" },
  country: { type: "string" },
  map: { type: "string", multiple: true },
  "id-property": { type: "string" },
  rejects: { type: "string" },
} as const;

type Asked = {
  kind: ImportKind;
  options: ImportOptions;
  isSure: boolean;
  isJson: boolean;
  rejects: string | undefined;
};

/** `npm run import -- candidates FILE --election SLUG`: shows what would change, asks, writes; see the README. */
export async function main(args: string[]): Promise<number> {
  const t = translator(
    /^fr/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "") ? "fr" : "en",
  );
  return await command(async () => {
    const asked = read(args, t);
    return await withDatabase(async () => {
      try {
        return await importAsAsked(asked, t);
      } finally {
        await disconnect();
      }
    });
  });
}

function read(args: string[], t: Translator): Asked {
  const { values, positionals } = parsed(args, t);
  const [first, ...files] = positionals;
  const kind = importKinds.find((known) => known === first);
  if (!kind) throw new Stop(t("importing.command.usage"));
  const { election, name, map, country, round } = values;
  const given = importOptions.safeParse({
    files,
    ...(election === undefined ? {} : { election }),
    ...(name === undefined ? {} : { name }),
    ...(country === undefined ? {} : { country: country.toUpperCase() }),
    ...(round === undefined ? {} : { round }),
    ...(map === undefined ? {} : { map }),
    ...(values.dates === undefined ? {} : { dates: values.dates.split(",").map((day) => day.trim()) }),
    ...(values["id-property"] === undefined ? {} : { idProperty: values["id-property"] }),
    creates: values.create ?? false,
    isDryRun: values["dry-run"] ?? false,
  });
  if (!given.success) {
    const said = new Set(given.error.issues.map(({ message }) => message));
    throw new Stop(
      [...said]
        .map((key) => (key.startsWith("importing.") ? t(key, { fields: fieldNames.join(", ") }) : key))
        .join("\n"),
    );
  }
  const { yes: isSure = false, json: isJson = false, rejects } = values;
  return { kind, options: given.data, isSure, isJson, rejects };
}

function parsed(args: string[], t: Translator) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const option = error instanceof Error ? error.message : String(error);
    throw new Stop(`${t("importing.command.unknown-option", { option })}\n${t("importing.command.usage")}`);
  }
}

async function importAsAsked(asked: Asked, t: Translator): Promise<number> {
  const { isDryRun } = asked.options;
  const isAsking = !isDryRun && !asked.isSure;
  let report = await run({ ...asked, options: { ...asked.options, isDryRun: isDryRun || isAsking } }, t, 0);
  if (isAsking && report.created + report.updated > 0) {
    tell(report, t);
    if (!process.stdin.isTTY) throw new Stop(t("importing.command.needs-yes"));
    if (!(await says(t("importing.command.ask")))) throw new Stop(t("importing.command.kept"));
    report = await run(asked, t, report.rows);
  }
  tell(report, t);
  if (asked.rejects) await writeFile(asked.rejects, rejectionsCsv(t, report));
  const { rows, created, updated, unchanged, rejected } = report;
  if (asked.isJson)
    process.stdout.write(`${JSON.stringify({ rows, created, updated, unchanged, rejected })}\n`);
  return 0;
}

async function run({ kind, options }: Asked, t: Translator, total: number): Promise<ImportReport> {
  const line = progressLine(t, total);
  const result = await commands[kind](await systemCtx(), { ...options, progress: line.show });
  line.end();
  if (!result.ok) throw new Stop(refusalSentence(t, result, options.files.join(", ")));
  return result.value;
}

function tell(report: ImportReport, t: Translator): void {
  process.stderr.write(`${reportSentences(t, report).join("\n")}\n`);
}

/**
 * One line that counts rows, with a bar once their number is known: rewritten on a terminal ten times a second,
 * elsewhere a new one every two seconds.
 */
function progressLine(t: Translator, total: number): { show: Progress; end: () => void } {
  const { stderr } = process;
  let last = Date.now();
  return {
    show: ({ phase, rows }) => {
      const isDue = Date.now() - last >= (stderr.isTTY ? 100 : 2000);
      if (!isDue && !(stderr.isTTY && phase === "writing")) return;
      last = Date.now();
      const text = `${bar(rows, total)}${t(`importing.command.${phase}`, { rows })}`;
      stderr.write(stderr.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end: () => void (stderr.isTTY && stderr.write("\r\u001b[2K")),
  };
}

const width = 24;

function bar(rows: number, total: number): string {
  if (total === 0) return "";
  const filled = Math.min(width, Math.round((width * rows) / total));
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} `;
}

async function says(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return /^\s*(o|oui|y|yes)\s*$/i.test(answer);
}
