import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, aLink } from "@/prisma/factories";
import { counts, list, listHeader, run, select, threeCandidates, twoAreas } from "../testing/run-import";
import { beginImport, checkAgain, commitImport, mendRow, setColumns } from "./commands";
import { runPlan, undoImport } from "./running/commands";
import { type ColumnsInput, previewShape } from "./schema";

testDatabase();
beforeAll(() => {
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "signataires-plan-"));
});

const now = new Date("2030-05-01T10:00:00Z");
const operator = () => ctxOf(operatorActor(), now);
const electionOf = { name: "Élection d’exemple", firstDay: "2030-06-09", secondDay: "2030-06-16" };

async function begun(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const file = new File([content], "liste.csv");
  const result = await beginImport(operator(), { locale: "fr", kind: "candidates", file });
  if (!result.ok) throw new Error(result.refusal);
  return result.value.id;
}

async function checked(id: string, more: Partial<ColumnsInput> = {}) {
  expect(
    await setColumns(operator(), { id, round: 1, intent: "check", ...electionOf, ...more }),
  ).toMatchObject({
    ok: true,
  });
  await runPlan(operator(), { planId: id });
  return await shown(id);
}

async function shown(id: string) {
  const plan = await db().importPlan.findUniqueOrThrow({
    where: { id },
    select: { preview: true, refusal: true },
  });
  if (plan.refusal) throw new Error(JSON.stringify(plan.refusal));
  return previewShape.parse(plan.preview);
}

async function written(id: string): Promise<string> {
  expect(await commitImport(operator(), { id })).toMatchObject({ ok: true });
  await runPlan(operator(), { planId: id });
  const plan = await db().importPlan.findUniqueOrThrow({ where: { id }, select: { runId: true } });
  return plan.runId ?? "";
}

const everything = async () =>
  await select(
    `SELECT 'p', p.id::text, p.given_name, p.family_name, p.birth_date::text, p.profession, p.merged_into_id::text, NULL FROM person p
     UNION ALL SELECT 'c', id::text, nuance_code, party_label, panel_number::text, is_incumbent::text, substitute_id::text, person_id::text FROM candidacy
     UNION ALL SELECT 'b', id::text, area_id::text, NULL, NULL, NULL, NULL, NULL FROM ballot
     UNION ALL SELECT 'e', id::text, slug, NULL, NULL, NULL, NULL, NULL FROM election
     UNION ALL SELECT 'i', scheme, value, person_id::text, NULL, NULL, NULL, NULL FROM person_identifier ORDER BY 1, 2`,
  );

beforeEach(async () => {
  await run("areas", twoAreas);
});

describe("an import on the screen", () => {
  it("tells in a dry run, writes, tells that the same file changes nothing, and is taken back whole", async () => {
    const before = await everything();
    const id = await begun(list);
    expect(await checked(id)).toMatchObject({ rows: 3, created: 3, substitutes: 3, rejected: 0 });
    expect(await everything()).toEqual(before);
    const runId = await written(id);
    expect(await shown(id)).toMatchObject({ created: 3 });
    // A job that runs twice writes once.
    await runPlan(operator(), { planId: id });
    const again = await begun(list);
    expect(await checked(again, { election: "election-d-exemple" })).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
      differences: [],
    });
    expect(await undoImport(operator(), { id: runId })).toMatchObject({ ok: true, value: { removed: 3 } });
    expect(await everything()).toEqual(before);
    expect(await undoImport(operator(), { id: runId })).toMatchObject({ refusal: "already-undone" });
  });

  it("shows what a second file changes field by field, and undo gives it back exactly", async () => {
    await counts("candidates", list);
    const before = await everything();
    const changed = list
      .replace("Actrice;Oui", "Danseuse;Non")
      .replace(";ECO;", ";REG;")
      .replace(/7808.*\n/, "");
    const id = await begun(changed);
    const preview = await checked(id, { election: "example-2030" });
    expect(preview).toMatchObject({ created: 0, updated: 2, unchanged: 0, missing: 1 });
    const fields = preview.differences.flatMap((one) => one.fields);
    expect(fields).toEqual(
      expect.arrayContaining([
        { field: "profession", before: "Actrice", after: "Danseuse" },
        { field: "is_incumbent", before: "true", after: "false" },
        { field: "nuance_code", before: "ECO", after: "REG" },
      ]),
    );
    expect(fields).toHaveLength(3);
    expect(preview.gone).toEqual([{ area: "78-08", name: "Jean-Luc Modèle" }]);
    const runId = await written(id);
    expect(await everything()).not.toEqual(before);
    expect(await undoImport(operator(), { id: runId })).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("mends rows in doubt: a cell, a row left out, a row that is right", async () => {
    const twin = "7808;3;M;LUC;Jean Modèle;;DIV;Acteur;Non;F;QUINTE;Anne;11/12/1975\n";
    const id = await begun(
      listHeader +
        threeCandidates.join("").replace("01/02/1970", "31/02/1970").replace("7807;2", "7807;deux") +
        twin +
        "7811;1;M;NULLE;Part;01/01/1960;DIV;;Non;;;;\n",
    );
    const first = await checked(id);
    expect(first.doubts.map(({ line, column, reason }) => [line, column, reason]).sort()).toEqual([
      [2, "Date naissance candidat", "bad-date"],
      [3, "N° panneau", "bad-number"],
      [5, "Nom candidat", "similar-name"],
      [6, "Code circonscription", "unknown-area"],
    ]);
    expect(first.doubts.find(({ line }) => line === 2)?.cells[4]).toBe("Zoé");
    const mend = (line: number, intent: "mend" | "leave-out" | "sure", cells = {}) =>
      mendRow(operator(), { id, line, intent, cells });
    await mend(2, "mend", { 5: "01/02/1970" });
    await mend(3, "mend", { 1: "2" });
    await mend(5, "sure");
    await mend(6, "leave-out");
    expect(await commitImport(operator(), { id })).toMatchObject({ refusal: "changed-meanwhile" });
    await checkAgain(operator(), { id });
    await runPlan(operator(), { planId: id });
    expect(await shown(id)).toMatchObject({ rows: 4, created: 4, rejected: 0, leftOut: 1, doubts: [] });
  });

  it("asks once what an unknown header holds, and reads an encoding that was corrected", async () => {
    const unknown = list.replace("Nom candidat;", "Patronyme;");
    const column = { 3: "familyName" };
    expect(await checked(await begun(unknown), { columns: column })).toMatchObject({ created: 3 });
    expect(await checked(await begun(unknown))).toMatchObject({ created: 3 });
    const bytes = new Uint8Array([...new TextEncoder().encode(list)]);
    bytes.set([0xe9], list.indexOf("EXEMPLE"));
    const id = await begun(bytes);
    expect(await checked(id, { encoding: "utf8" })).toMatchObject({ created: 2, rejected: 1 });
  });
});

describe("an undo refuses and says what stands in the way", () => {
  it.each([
    [
      "a link",
      async (formId: string, candidacyId: string) => void (await aLink(db(), { formId, candidacyId })),
    ],
  ])("%s on a candidacy that it made", async (_what, stand) => {
    const runId = await written(await checkedId());
    const before = await everything();
    const form = await aForm(db());
    const [[candidacyId] = []] = await select(
      `SELECT row_key FROM import_change WHERE run_id = '${runId}' AND table_name = 'candidacy'`,
    );
    await stand(form.id, String(candidacyId));
    expect(await undoImport(operator(), { id: runId })).toMatchObject({ refusal: "stands-link" });
    expect((await everything()).filter(([kind]) => kind === "c")).toEqual(
      before.filter(([kind]) => kind === "c"),
    );
  });

  it("a later import, a later correction, a day gone by", async () => {
    const runId = await written(await checkedId());
    expect(
      await undoImport(ctxOf(operatorActor(), new Date(now.getTime() + 25 * 3_600_000)), { id: runId }),
    ).toMatchObject({ refusal: "too-late" });
    const second = await begun(list.replace("Actrice", "Danseuse"));
    await checked(second, { election: "election-d-exemple" });
    const secondRun = await db().importRun.findUniqueOrThrow({
      where: { id: await writtenLater(second) },
      select: { id: true },
    });
    expect(await undoImport(operator(), { id: runId })).toMatchObject({ refusal: "later-import" });
    await db().person.updateMany({ where: { profession: "Danseuse" }, data: { profession: "Chanteuse" } });
    expect(await undoImport(operator(), { id: secondRun.id })).toMatchObject({ refusal: "changed-since" });
  });
});

async function checkedId(): Promise<string> {
  const id = await begun(list);
  await checked(id);
  return id;
}

async function writtenLater(id: string): Promise<string> {
  const later = ctxOf(operatorActor(), new Date(now.getTime() + 60_000));
  await commitImport(later, { id });
  await runPlan(later, { planId: id });
  const plan = await db().importPlan.findUniqueOrThrow({ where: { id }, select: { runId: true } });
  return plan.runId ?? "";
}
