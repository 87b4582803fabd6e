import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { recordInBulk } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { copyRows } from "@/lib/core/copy";
import type { ImportReport } from "./report";

/** SHA-256 of the files in their order, so that the same import is known again. */
export async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) await pipeline(createReadStream(file), hash, { end: false });
  return hash.digest("hex");
}

/**
 * Keeps what an import did: its counts, the rows that wait for a person, the audit event. The rows of a file that was
 * imported before wait already.
 */
export async function recordRun(
  client: ClientBase,
  ctx: Ctx,
  run: {
    id: string;
    report: ImportReport;
    electionId: string | null;
    files: readonly string[];
    fileName?: string | undefined;
  },
): Promise<void> {
  const { id, report, electionId, files, fileName } = run;
  const { rows, created, updated, unchanged, rejected } = report;
  const counts = { rows, created, updated, unchanged, rejected };
  const fileHash = await hashOf(files);
  const before = await client.query(
    "SELECT FROM import_run WHERE kind = $1 AND file_hash = $2 AND election_id IS NOT DISTINCT FROM $3 AND status = 'committed' LIMIT 1",
    [report.kind, fileHash, electionId],
  );
  await client.query(
    `INSERT INTO import_run (id, kind, election_id, file_name, file_hash, counts, user_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      report.kind,
      electionId,
      fileName ?? files.map((file) => basename(file)).join(", "),
      fileHash,
      JSON.stringify(counts),
      ctx.actor.kind === "member" ? ctx.actor.userId : null,
      ctx.now,
    ],
  );
  if (before.rowCount === 0) {
    const waiting = [...report.rejections, ...report.proposals];
    await copyRows(
      client,
      `import_row (run_id, line, "column", reason, "row")`,
      waiting.map(({ line, column, reason, row }) => [id, line, column, reason, JSON.stringify(row)]),
    );
  }
  const subject = { kind: "import", id };
  await recordInBulk(client, ctx, { action: `importing.${report.kind}`, subject, after: counts });
}
