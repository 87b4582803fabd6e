import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { correctCandidacy } from "@/lib/elections/corrections/commands";
import { correctionInput } from "@/lib/elections/corrections/schema";
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
