import type { ClientBase } from "pg";
import { cellsOf, inspect } from "../files/inspect";
import { fieldOf, type HeaderMap, isKnownHeader } from "../ministry/headers";
import type { Reading } from "../ministry/read-rows";
import type { Difference, Doubt, Preview } from "../runs/schema";
import type { ImportReport, Rejection } from "./report";

/** Rows and changes kept for the page; more are counted, and written into the CSV of the command. */
const kept = 500;

/** What the page shows of an import inside its transaction, before that is kept or dropped. */
export async function previewOf(
  client: ClientBase,
  of: {
    report: ImportReport;
    runId: string;
    file: string;
    map: HeaderMap;
    reading: Reading;
    seconds: number;
  },
): Promise<Preview> {
  const { report, runId, file, map, reading, seconds } = of;
  const { rows, created, updated, unchanged, rejected, missing, notes } = report;
  const { columns } = await inspect(file, reading.format ?? {}, (header) => isKnownHeader(header, map));
  const headers = columns.map(({ header }) => header);
  return {
    rows,
    created,
    updated,
    unchanged,
    rejected,
    missing,
    leftOut: [...(reading.mended?.values() ?? [])].filter((cells) => cells === null).length,
    substitutes: report.kind === "candidates" ? await substitutes(client) : 0,
    merged: notes.merged ?? 0,
    queued: notes.queued ?? 0,
    seconds,
    headers,
    doubts: await doubts([...report.rejections, ...report.proposals].slice(0, kept), { headers, ...of }),
    differences: await differences(client, runId),
    gone: report.examples.missing.map(({ name, area }) => ({ name, area })),
  };
}

/** What the page shows of an import of areas; doubts name the file by `names`, from the path that was read. */
export function areasPreviewOf(
  { rows, created, updated, unchanged, rejected, rejections, notes }: ImportReport,
  of: { names: ReadonlyMap<string, string>; seconds: number },
): Preview {
  const { constituencies = 0, splitCommunes = 0, unassigned = [] } = notes;
  return {
    ...{ rows, created, updated, unchanged, rejected, seconds: of.seconds },
    ...{ missing: 0, leftOut: 0, substitutes: 0, merged: 0, queued: 0 },
    headers: [],
    doubts: rejections.slice(0, kept).map(({ file, line, column, reason }) => ({
      ...{ line, column, reason, at: null, cells: [] },
      file: of.names.get(file) ?? "",
    })),
    differences: [],
    gone: [],
    areas: { constituencies, split: splitCommunes, unassigned },
  };
}

async function substitutes(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM listed WHERE problem IS NULL AND substitute_id IS NOT NULL",
  );
  return rows[0]?.count ?? 0;
}

/** The column that a reason is about where the row was found doubtful only beside others. */
const blamed: Readonly<Record<string, readonly string[]>> = {
  "unknown-area": ["areaCode", "constituencyCode", "constituencyName"],
  "bad-constituency-code": ["areaCode", "constituencyCode", "constituencyName"],
  duplicate: ["familyName", "fullName"],
  "similar-name": ["familyName", "fullName"],
  "same-panel": ["panelNumber"],
  corrected: ["familyName", "fullName"],
  "corrected-place": ["areaCode", "constituencyCode", "constituencyName"],
  ambiguous: ["familyName", "fullName"],
  "no-such-candidate": ["familyName", "fullName"],
  "conflicting-birth-date": ["birthDate"],
};

async function doubts(
  rejections: readonly Rejection[],
  of: { headers: readonly string[]; file: string; map: HeaderMap; reading: Reading },
): Promise<Doubt[]> {
  const { headers, file, map, reading } = of;
  const words = await cellsOf(file, reading.format, new Set(rejections.map(({ line }) => line)));
  const inOrder = rejections.toSorted((a, b) => a.line - b.line);
  return inOrder.map(({ line, column, reason }) => {
    const field = (blamed[reason] ?? []).find((name) =>
      headers.some((header) => fieldOf(header, map) === name),
    );
    const found = column
      ? headers.indexOf(column.trim())
      : headers.findIndex((header) => field !== undefined && fieldOf(header, map) === field);
    const at = found < 0 ? null : found;
    const cells = [...(reading.mended?.get(line) ?? words.get(line) ?? [])];
    return { line, reason, at, column: at === null ? null : (headers[at] ?? null), cells };
  });
}

interface Changed {
  readonly name: string;
  readonly area: string | null;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly substitutes: readonly [string | null, string | null];
}

/** People, candidacies and votes that the import changes, with what they were: noted by triggers as they change. */
const changedRows = `
  WITH one AS (
    SELECT DISTINCT ON (table_name, row_key) table_name, row_key, before,
      last_value(after) OVER (PARTITION BY table_name, row_key ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS after
    FROM import_change c WHERE run_id = $1 AND before IS NOT NULL AND table_name IN ('person', 'candidacy', 'result')
      AND NOT EXISTS (SELECT FROM import_change m WHERE (m.run_id, m.table_name, m.row_key) = (c.run_id, c.table_name, c.row_key) AND m.before IS NULL)
    ORDER BY table_name, row_key, id
  ), placed AS (
    SELECT one.*, CASE table_name WHEN 'person' THEN row_key::uuid WHEN 'candidacy' THEN (before ->> 'person_id')::uuid
        ELSE (SELECT person_id FROM candidacy WHERE id = (before ->> 'candidacy_id')::uuid) END AS person_id,
      CASE table_name WHEN 'person' THEN (
          SELECT b.area_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id WHERE row_key::uuid IN (c.person_id, c.substitute_id) ORDER BY c.created_at DESC LIMIT 1)
        WHEN 'candidacy' THEN (SELECT area_id FROM ballot WHERE id = (before ->> 'ballot_id')::uuid)
        ELSE (before ->> 'area_id')::uuid END AS area_id
    FROM one
  )
  SELECT p.given_name || ' ' || p.family_name AS name, a.code AS area, before, after,
    ARRAY[(SELECT given_name || ' ' || family_name FROM person WHERE id = (before ->> 'substitute_id')::uuid),
      (SELECT given_name || ' ' || family_name FROM person WHERE id = (after ->> 'substitute_id')::uuid)] AS substitutes
  FROM placed JOIN person p ON p.id = placed.person_id LEFT JOIN area a ON a.id = placed.area_id
  ORDER BY a.code, name, table_name`;

/** Facts without a meaning to a reader. */
const inner = new Set(["id", "key", "merged_into_id", "public_id", "created_at"]);

async function differences(client: ClientBase, runId: string): Promise<Difference[]> {
  const { rows } = await client.query<Changed>(changedRows, [runId]);
  return rows
    .map(({ name, area, before, after, substitutes: [was, is] }) => ({
      name,
      area,
      fields: Object.keys(after)
        .filter((field) => !inner.has(field) && before[field] !== after[field])
        .map((field) =>
          field === "substitute_id"
            ? { field: "substitute", before: was, after: is }
            : { field, before: said(before[field]), after: said(after[field]) },
        ),
    }))
    .filter(({ fields }) => fields.length > 0)
    .slice(0, kept);
}

function said(value: unknown): string | null {
  return value === null || value === undefined || value === "" ? null : String(value);
}
