import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/lib/core/db";
import { ctxOf, operatorActor, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { addStatus } from "@/lib/elections/candidacies/commands";
import { statusInput } from "@/lib/elections/candidacies/schema";
import { correctCandidacy } from "@/lib/elections/corrections/commands";
import { correctionInput } from "@/lib/elections/corrections/schema";
import { undoImport } from "./runs/running/commands";
import { counts, list, run, select, twoAreas } from "./testing/run-import";

testDatabase();
beforeAll(async () => {
  await run("areas", twoAreas);
  await counts("candidates", list);
});

const STANDING =
  "SELECT p.family_name, c.panel_number, a.code FROM candidacy c JOIN person p ON p.id = c.person_id JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id ORDER BY p.family_name, c.panel_number";

async function correct(familyName: string, over: object) {
  const { id, panelNumber, nuanceCode, nuanceLabel, partyLabel, person, ballot } =
    await db().candidacy.findFirstOrThrow({
      where: { person: { familyName: { equals: familyName, mode: "insensitive" } }, panelNumber: 1 },
      select: {
        id: true,
        panelNumber: true,
        nuanceCode: true,
        nuanceLabel: true,
        partyLabel: true,
        person: { select: { givenName: true, familyName: true, gender: true } },
        ballot: { select: { area: { select: { code: true } } } },
      },
    });
  const known = { panelNumber, nuanceCode, nuanceLabel, partyLabel };
  const [date, sourceTitle] = [new Date("2026-01-02"), "Arrêté"];
  const areaCode = ballot.area.code;
  const input = { candidacyId: id, ...person, ...known, areaCode, reason: "Faute", date, sourceTitle };
  const absent = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, value ?? undefined]));
  const day = date.toISOString().slice(0, 10);
  return correctCandidacy(ctxOf(systemActor()), correctionInput.parse({ ...absent, date: day, ...over }));
}

it("the same official file does not undo a correction: its row waits, and nobody stands twice", async () => {
  expect(await correct("MODÈLE", { familyName: "Modelle", panelNumber: 9 })).toMatchObject({ ok: true });
  expect(await correct("EXEMPLE", { areaCode: "78-08", panelNumber: 5 })).toMatchObject({ ok: true });
  const before = await select(STANDING);
  const again = await run("candidates", list);
  if (!again.ok) throw new Error(again.refusal);
  expect([again.value.created, again.value.updated, again.value.rejected]).toEqual([0, 0, 2]);
  expect(again.value.rejections.map(({ reason }) => reason).sort()).toEqual(["corrected", "corrected-place"]);
  expect(await select(STANDING)).toEqual(before);
});

it("who was announced and is on the list stands by a dated fact; an undo announces her again as one more", async () => {
  const { id: candidacyId } = await db().candidacy.findFirstOrThrow({
    where: { panelNumber: 2 },
    select: { id: true },
  });
  const said = { candidacyId, status: "announced", date: "2026-01-02", sourceTitle: "Journal" };
  await addStatus(ctxOf(systemActor()), statusInput.parse(said));
  const again = await run("candidates", list);
  if (!again.ok) throw new Error(again.refusal);
  const status = `SELECT status::text FROM candidacy WHERE id = '${candidacyId}'`;
  const facts = `SELECT status::text, source_title FROM candidacy_event WHERE candidacy_id = '${candidacyId}' ORDER BY created_at`;
  expect(await select(status)).toEqual([["standing"]]);
  expect(await select(facts)).toEqual([
    ["announced", "Journal"],
    ["standing", expect.stringContaining("candidates")],
  ]);
  expect((await select(facts)).length).toBe(2);
  const [[runId]] = z
    .tuple([z.tuple([z.string()])])
    .parse(await select("SELECT id FROM import_run ORDER BY at DESC LIMIT 1"));
  expect(await undoImport(ctxOf(operatorActor()), { id: runId })).toMatchObject({ ok: true });
  expect(await select(status)).toEqual([["announced"]]);
  expect((await select(facts)).map(([one]) => one)).toEqual(["announced", "standing", "announced"]);
});
