import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { undoImport } from "./runs/running/commands";
import { counts, run, select, twoAreas } from "./testing/run-import";

testDatabase();
beforeAll(async () => {
  await run("areas", twoAreas);
});

const head = "area_scheme,area_code,given_name,family_name,website,contact_page,party_page,page_source\n";
const row = (name: string, ...pages: string[]) => `fr-constituency,78-07,Essai,${name},${pages.join(",")}\n`;
const PAGES = "SELECT kind, url, source_title, ended_at IS NOT NULL FROM public_channel ORDER BY url";

it("public pages come with a list, each with its source; again nothing changes; an undo takes them back", async () => {
  const first = row(
    "Première",
    "www.essai.example",
    "https://essai.example/contact",
    "",
    "Profession de foi",
  );
  const second = row("Seconde", "", "", "http://parti.example/essai", "");
  expect(await counts("candidates", head + first + second)).toEqual([2, 2, 0, 0, 0]);
  const kept = await select(PAGES);
  expect(kept).toEqual([
    ["contact", "https://essai.example/contact", "Profession de foi", false],
    ["party", "https://parti.example/essai", expect.stringContaining("candidates"), false],
    ["website", "https://www.essai.example/", "Profession de foi", false],
  ]);
  expect(await counts("candidates", head + first + second)).toEqual([2, 0, 0, 2, 0]);
  const more = row("Seconde", "https://seconde.example", "", "http://parti.example/essai", "");
  expect(await counts("candidates", head + first + more)).toEqual([2, 0, 1, 1, 0]);
  const runs = z
    .array(z.tuple([z.string()]))
    .parse(
      await select(
        "SELECT id FROM import_run WHERE kind = 'candidates' ORDER BY at DESC, counts ->> 'updated' DESC LIMIT 1",
      ),
    );
  expect(await undoImport(ctxOf(operatorActor()), { id: runs[0]?.[0] ?? "" })).toMatchObject({ ok: true });
  expect(await select(PAGES)).toEqual(kept);
});

it("a page that was taken off does not come back by its list", async () => {
  await select("UPDATE public_channel SET ended_at = now() WHERE url = 'https://parti.example/essai'");
  expect(await counts("candidates", head + row("Seconde", "", "", "http://parti.example/essai", ""))).toEqual(
    [1, 0, 0, 1, 0],
  );
  expect(await select(PAGES)).toContainEqual([
    "party",
    "https://parti.example/essai",
    expect.any(String),
    true,
  ]);
});

it("what is no public page leaves its row in doubt, with its column", async () => {
  const result = await run(
    "candidates",
    head +
      row("Première", "", "", "", "") +
      row("Tierce", "tierce@essai.example", "", "", "") +
      row("Quarte", "", "01 99 00 10 10", "", ""),
  );
  if (!result.ok) throw new Error(result.refusal);
  expect(result.value.rejections.map(({ line, column, reason }) => `${line} ${column} ${reason}`)).toEqual([
    "3 website not-a-page",
    "4 contact_page not-a-page",
  ]);
});
