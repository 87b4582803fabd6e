import type { PartFact, PlaceFacts } from "@/lib/places/schema";
import { tidy } from "../files/cells";
import { fileKind, readTable } from "../files/table";
import { Unreadable } from "../files/unreadable";
import { normalised } from "../ministry/headers";
import type { AreaContent } from "../schema";
import { type AreaFile, areaFiles, type Gathered } from "./area-files";
import { cityNames, partsByNames } from "./commune-names";
import { placesOfFrance } from "./places-of-france";
import { readShapes } from "./shapes";

/** Reads one file of areas: INSEE's communes, the Assemblée's names, countries abroad, GeoJSON shapes, or plain areas. */
export async function gatherAreas(path: string, into: Gathered, idProperty: string): Promise<void> {
  if ((await fileKind(path)) === "json") {
    const { shapes, rejected } = await readShapes(path, idProperty);
    into.rows += shapes.length + rejected.length;
    into.shapes.push(...shapes);
    into.rejected.push(...rejected.map((row) => ({ ...row, file: path })));
    return;
  }
  for await (const { line, cells, header } of readTable(path, recognise)) {
    into.rows++;
    const { file, at } = header.columns;
    const get = (name: string) => tidy(cells[at[name] ?? -1] ?? "");
    const reason = file.take(get, into, placesOfFrance());
    if (reason) into.rejected.push({ file: path, line, column: null, reason });
  }
}

/**
 * What a file of areas holds, by its columns.
 * @throws Unreadable where it is none of those known
 */
export async function areaContentOf(path: string): Promise<AreaContent> {
  if ((await fileKind(path)) === "json") {
    const { shapes } = await readShapes(path, "ID");
    if (shapes.length === 0) throw new Unreadable("no-rows");
    return "shapes";
  }
  for await (const { header } of readTable(path, recognise)) return header.columns.file.content;
  throw new Unreadable("no-rows");
}

function recognise(cells: string[]): { file: AreaFile; at: Record<string, number> } | null {
  const headers = cells.map(normalised);
  for (const file of areaFiles) {
    const at: Record<string, number> = {};
    for (const [name, rule] of Object.entries({ ...file.may, ...file.needs })) {
      const index = headers.findIndex((header) => rule.test(header));
      if (index >= 0) at[name] = index;
    }
    if (Object.keys(file.needs).every((name) => at[name] !== undefined)) return { file, at };
  }
  return null;
}

/**
 * Puts everything together: France as Etalab has it, the constituencies met, and each commune's constituencies on
 * today's communes. A commune born of two that lay in different constituencies is split; INSEE's word goes before a name.
 */
export function placeFacts(gathered: Gathered): PlaceFacts {
  const places = placesOfFrance();
  const parts = merged(gathered.assigned);
  const hasInsee = new Set(parts.map(({ part }) => part.code));
  const byName = partsByNames(gathered.named, places).filter(({ part }) => !hasInsee.has(part.code));
  const keys = [...gathered.constituencies].sort();
  return {
    areas: [...places.areas, ...keys.map(places.constituency), ...gathered.others],
    aliases: [...places.aliases, ...cityNames(gathered.named)],
    postcodes: places.postcodes,
    parts: [...parts, ...merged(byName)],
    shapes: gathered.shapes,
  };
}

function merged(assigned: readonly PartFact[]): PartFact[] {
  const wholes = new Map<string, Map<string, PartFact>>();
  for (const fact of assigned) {
    const id = `${fact.part.scheme} ${fact.part.code}`;
    const known = wholes.get(id) ?? new Map<string, PartFact>();
    const before = known.get(fact.whole.code);
    known.set(fact.whole.code, { ...fact, isPartial: fact.isPartial || (before?.isPartial ?? false) });
    wholes.set(id, known);
  }
  return [...wholes.values()].flatMap((known) =>
    [...known.values()].map((fact) => ({ ...fact, isPartial: fact.isPartial || known.size > 1 })),
  );
}
