import type { HeaderMap } from "./headers";
import { type Reading, readRows } from "./read-rows";
import { type AreaRef, areaOf, type PersonCells, personOf, type Read, RowProblem, textOf } from "./rows";

export type PersonRow = {
  area: AreaRef;
  person: PersonCells;
  party: string | null;
  profession: string | null;
};

/** Streams what a file knows of candidates beyond the ministry's results: birth date, party of attachment, profession. */
export function readPersons(
  path: string,
  map: HeaderMap = new Map(),
  reading?: Reading,
): AsyncGenerator<Read<PersonRow>> {
  return readRows(path, {
    map,
    reading,
    needs: ["birthDate", "party"],
    values: function* (get) {
      const person = personOf(get, "");
      if (!person) throw new RowProblem("no-name", "familyName");
      yield { area: areaOf(get), person, party: textOf(get, "party"), profession: textOf(get, "profession") };
    },
  });
}
