import "server-only";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { roleIn } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { readTable } from "@/lib/importing/files/table";
import { Unreadable, type UnreadableReason } from "@/lib/importing/files/unreadable";
import { mayEdit } from "@/lib/organizations/rules";
import { authorsOf, knownCandidacies } from "./queries";
import { type ContactField, contactColumns, readContacts, type Wanted, whyNotKeepContacts } from "./rules";
import type { ContactsInput, ContactsReport } from "./schema";

interface Table {
  readonly header: { readonly columns: ReadonlyMap<ContactField, number>; readonly cells: readonly string[] };
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

async function readBytes(bytes: Uint8Array): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), "signataires-contacts-"));
  try {
    const path = join(folder, "contacts");
    await writeFile(path, bytes, { mode: 0o600 });
    const rows: { line: number; cells: string[] }[] = [];
    let header: Table["header"] | null = null;
    const recognise = (cells: string[]) => {
      const columns = contactColumns(cells);
      return columns && { columns, cells };
    };
    for await (const { header: found, line, cells } of readTable(path, recognise)) {
      header ??= found.columns;
      rows.push({ line, cells });
    }
    if (!header) throw new Unreadable("no-rows");
    return { header, rows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes what is not there yet; returns how many were new. */
async function insert(tx: Tx, ctx: Ctx, organizationId: string, wanted: readonly Wanted[]): Promise<number> {
  const rows = wanted.map(({ candidacyId, role, email, source, foundOn }) => ({
    candidacy_id: candidacyId,
    role,
    value: email,
    source,
    found_on: foundOn,
  }));
  return tx.$executeRaw`
    INSERT INTO contact (organization_id, candidacy_id, role, channel, value, source, found_on, created_at)
    SELECT ${organizationId}::uuid, candidacy_id, role, 'email', value, source, found_on, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (candidacy_id uuid, role candidacy_role, value text, source text, found_on date)
    ON CONFLICT (organization_id, candidacy_id, role, channel, value) DO NOTHING`;
}

/** Thrown to leave a transaction that was only a rehearsal. */
class Rehearsed extends Error {
  constructor(readonly created: number) {
    super("rehearsed");
  }
}

async function write(
  ctx: Ctx,
  organizationId: string,
  wanted: readonly Wanted[],
  isSaved: boolean,
): Promise<number> {
  try {
    return await db().$transaction(async (tx) => {
      const created = await insert(tx, ctx, organizationId, wanted);
      if (!isSaved) throw new Rehearsed(created);
      const subject = { kind: "organization", id: organizationId };
      if (created > 0)
        await record(tx, ctx, {
          action: "outreach.keep-contacts",
          subject,
          organizationId,
          after: { created },
        });
      return created;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.created;
    throw error;
  }
}

/**
 * Checks a table of addresses against the candidacies of a form's election, or keeps them: all accepted rows or none.
 * An address belongs to the actor's own NGO among the authors. Rows in doubt are told with line, column and reason.
 */
export async function keepContacts(
  ctx: Ctx,
  input: ContactsInput,
): Promise<Result<ContactsReport, "not-yours" | "nothing" | UnreadableReason>> {
  const form = await authorsOf(input.formId);
  const no = whyNotKeepContacts(ctx, form?.authors ?? []);
  const organizationId = form?.authors.find((id) => mayEdit(roleIn(ctx, id)));
  if (no || !form || !organizationId) return refuse("not-yours");
  const bytes = input.file
    ? new Uint8Array(await input.file.arrayBuffer())
    : new TextEncoder().encode(input.text);
  if (bytes.length === 0) return refuse("nothing");
  try {
    const { header, rows } = await readBytes(bytes);
    const read = readContacts(rows, header, await knownCandidacies(form.electionId), input.source);
    const isSaved = input.intent === "save";
    const created = await write(ctx, organizationId, read.wanted, isSaved);
    const text = stringify(
      [header.cells, ...rows.map(({ cells }) => cells)].map((cells) => [...cells]),
      { delimiter: ";" },
    );
    const { rejected } = read;
    return done({
      rows: read.rows,
      created,
      unchanged: read.wanted.length - created,
      rejected,
      isSaved,
      text,
      source: input.source,
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return refuse(error.reason, { line: error.place.line ?? 0 });
  }
}
