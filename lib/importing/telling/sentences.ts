import { basename } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Translator } from "@/lib/core/i18n/translator";
import type { Refused } from "@/lib/core/result";
import type { Change, ImportReport, Rejection } from "../bulk/report";
import type { ImportRefusal } from "../commands";

/** Why nothing was imported, in one sentence of the reader's language. */
export function refusalSentence(
  t: Translator,
  { refusal, detail = {} }: Refused<ImportRefusal>,
  file = "",
): string {
  const { reason, ...rest } = { line: 0, detail: "", reason: "", ...detail };
  if (refusal === "unreadable") {
    return t("importing.refusal.unreadable", {
      file: basename(file),
      reason: t(`importing.unreadable.${reason}`, rest),
    });
  }
  if (refusal === "nothing-usable") {
    return t("importing.refusal.nothing-usable", { ...rest, reason: t(`importing.rejected.${reason}`) });
  }
  return t(`importing.refusal.${refusal}`, rest);
}

/** What an import did, or would do: counts first, then what to look at. */
export function reportSentences(t: Translator, report: ImportReport): string[] {
  const { isDryRun, created, updated, unchanged, rejected, missing, rows, notes, proposals, rejections } =
    report;
  const say = (key: string, count: number) => t(`importing.command.${key}`, { count });
  const done = isDryRun ? "" : "-done";
  const counts = [
    t("importing.command.rows", { rows }),
    say(`created${done}`, created),
    say(`updated${done}`, updated),
    say("unchanged", unchanged),
    say("rejected", rejected),
  ];
  return [
    `${t(`importing.command.${isDryRun ? "dry" : "done"}`)} ${counts.join(", ")}.`,
    ...(created + updated === 0 && rejected === 0 ? [t("importing.command.nothing-changed")] : []),
    ...noteSentences(t, notes),
    ...(missing > 0 ? [say("missing", missing)] : []),
    ...changeLines(t, report),
    ...list(
      t,
      rejections.map((rejection) => rejectionSentence(t, rejection)),
      rejected,
      "✗",
    ),
    ...(proposals.length > 0 ? [say("proposals", proposals.length)] : []),
  ];
}

function noteSentences(t: Translator, notes: ImportReport["notes"]): string[] {
  const {
    elected = 0,
    newCandidacies = 0,
    merged = 0,
    queued = 0,
    constituencies,
    splitCommunes: split = 0,
    unassigned = [],
  } = notes;
  const say = (key: string, values: Record<string, number | string>) => t(`importing.command.${key}`, values);
  return [
    ...(elected > 0 ? [`${say("elected", { count: elected })}.`] : []),
    ...(newCandidacies > 0 ? [`${say("new-candidacies", { count: newCandidacies })}.`] : []),
    ...(merged > 0 ? [`${say("merged", { count: merged })}.`] : []),
    ...(queued > 0 ? [`${say("queued", { count: queued })}.`] : []),
    ...(constituencies ? [`${say("constituencies", { count: constituencies, split })}.`] : []),
    ...(unassigned.length > 0
      ? [`${say("unassigned", { count: unassigned.length, names: unassigned.slice(0, 20).join(", ") })}.`]
      : []),
  ];
}

/** The diff: what is added, changed and gone, the first of each kind. */
function changeLines(t: Translator, { examples, created, updated, missing }: ImportReport): string[] {
  const fields = (change: Change) => change.fields.map((field) => t(`importing.fields.${field}`)).join(", ");
  return [
    ...list(
      t,
      examples.updated.map((c) => t("importing.command.changed", { ...named(c), fields: fields(c) })),
      updated,
      "~",
    ),
    ...list(
      t,
      examples.missing.map((c) => t("importing.command.gone", named(c))),
      missing,
      "−",
    ),
    ...(updated + missing > 0
      ? list(
          t,
          examples.created.map((c) => t("importing.command.added", named(c))),
          created,
          "+",
        )
      : []),
  ];
}

function named({ area, name }: Change) {
  return { area, name };
}

const shown = 10;

function list(t: Translator, lines: string[], total: number, mark: string): string[] {
  const rest = total - Math.min(lines.length, shown);
  const more = rest > 0 && lines.length > 0 ? [`  ${t("importing.command.more", { count: rest })}`] : [];
  return [...lines.slice(0, shown).map((line) => `  ${mark} ${line}`), ...more];
}

/** "line 12, column “Nom”: the name is missing." */
export function rejectionSentence(t: Translator, { line, column, reason }: Rejection): string {
  const colon = t("importing.command.colon");
  const place = column
    ? t("importing.command.line-column", { line, column })
    : t("importing.command.line", { line });
  return `${place}${colon}${t(`importing.rejected.${reason}`)}`;
}

/** All rows left out or in doubt as CSV, for a spreadsheet: a cell that it would run as a formula is quoted. */
export function rejectionsCsv(t: Translator, { rejections, proposals }: ImportReport): string {
  const rows = [...rejections, ...proposals].map(({ file, line, column, reason }) => ({
    file: basename(file),
    line,
    column,
    reason,
    explanation: t(`importing.rejected.${reason}`),
  }));
  return stringify(rows, {
    header: true,
    columns: ["file", "line", "column", "reason", "explanation"],
    escape_formulas: true,
    bom: true,
  });
}
