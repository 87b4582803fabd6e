import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { select } from "../../testing/run-import";
import { commitImport, mendRow, setColumns } from "../commands";
import { runPlan, undoImport } from "../running/commands";
import { previewShape } from "../schema";
import { beginAreas } from "./commands";

testDatabase();
beforeAll(() => {
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "signataires-areas-"));
});

const operator = () => ctxOf(operatorActor(), new Date("2030-05-01T10:00:00Z"));
const communes = `DEP;COMMUNE_RESID;LIBcom;circo;type_com
78;78172;Conflans-Sainte-Honorine;78007;entière
78;78646;Versailles;78001;partiel
78;78646;Versailles;78002;partiel
78;00000;Nulle-Part;78002;entière
`;
const square = [0, 1, 2, 3, 0].map((at) => [at % 2, at > 1 ? 1 : 0]);
const shapes = JSON.stringify({
  type: "FeatureCollection",
  features: [{ properties: { ID: "78007" }, geometry: { type: "Polygon", coordinates: [square] } }],
});
const file = (name: string, content: string) => new File([content], name);

async function begun(files: File[], id?: string): Promise<string> {
  const result = await beginAreas(operator(), { locale: "fr", files, ...(id ? { id } : {}) });
  if (!result.ok) throw new Error(result.refusal);
  await runPlan(operator(), { planId: result.value.id });
  return result.value.id;
}

async function preview(id: string) {
  const plan = await db().importPlan.findUniqueOrThrow({ where: { id }, select: { preview: true } });
  return previewShape.parse(plan.preview);
}

const known = () =>
  select("SELECT code, shape IS NOT NULL FROM area WHERE level = 'constituency' ORDER BY 1");

// All departments of a country come along: a busy machine may take its time.
describe("areas on the screen", { timeout: 600_000 }, () => {
  it("are known by their columns, told in a dry run, joined by another file, and written once", async () => {
    const id = await begun([file("communes.csv", communes)]);
    expect(await preview(id)).toMatchObject({
      rows: 4,
      rejected: 1,
      doubts: [{ file: "communes.csv", line: 5, reason: "unknown-area" }],
      areas: { constituencies: 3, split: 1, unassigned: [] },
    });
    expect(await known()).toEqual([]);
    expect(await begun([file("contours.geojson", shapes)], id)).toBe(id);
    expect(await preview(id)).toMatchObject({ rows: 5, rejected: 1 });
    expect(await setColumns(operator(), { id, round: 1, intent: "reread" })).toMatchObject({
      refusal: "gone",
    });
    expect(await mendRow(operator(), { id, line: 5, cells: {}, intent: "sure" })).toMatchObject({
      refusal: "gone",
    });
    expect(await commitImport(operator(), { id })).toMatchObject({ ok: true });
    await runPlan(operator(), { planId: id });
    expect(await known()).toEqual([
      ["78-01", false],
      ["78-02", false],
      ["78-07", true],
    ]);
    const again = await preview(await begun([file("a.csv", communes), file("b.json", shapes)]));
    expect([again.created, again.updated]).toEqual([0, 0]);
    const [[run] = []] = await select("SELECT run_id::text FROM import_plan WHERE state = 'written'");
    expect(await undoImport(operator(), { id: String(run) })).toMatchObject({ refusal: "areas-stay" });
    expect(await known()).toHaveLength(3);
  });

  it("say which file is none, and begin nothing", async () => {
    const list = file("liste.csv", "Nom;Prénom;Voix\nEXEMPLE;Zoé;12\n");
    const before = await select("SELECT count(*)::int FROM import_plan");
    expect(
      await beginAreas(operator(), { locale: "fr", files: [file("c.csv", communes), list] }),
    ).toMatchObject({
      refusal: "unknown-columns",
      detail: { file: "liste.csv", line: 1 },
    });
    expect(await beginAreas(operator(), { locale: "fr", files: [] })).toMatchObject({
      refusal: "nothing-given",
    });
    expect(await select("SELECT count(*)::int FROM import_plan")).toEqual(before);
  });
});
