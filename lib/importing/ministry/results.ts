import { cellReader, type Field, type HeaderMap, turnoutFields } from "./headers";
import { type Reading, readRows } from "./read-rows";
import {
  type AreaRef,
  areaOf,
  countOf,
  flagOf,
  type PersonCells,
  personOf,
  type Read,
  RowProblem,
  textOf,
} from "./rows";

export type Turnout = Record<(typeof turnoutFields)[number], number | null>;

export type ResultRow = {
  area: AreaRef;
  person: PersonCells;
  panelNumber: number | null;
  nuanceCode: string | null;
  votes: number | null;
  /** Per cent of votes cast, where the file gives no votes. */
  share: number | null;
  isElected: boolean;
  turnout: Turnout;
};

/**
 * Streams results, one value per candidate, from either official shape: one row per candidate, or one row per
 * constituency with a block of columns for each candidate, of which often only the first block has headers.
 */
export function readResults(
  path: string,
  map: HeaderMap = new Map(),
  reading?: Reading,
): AsyncGenerator<Read<ResultRow>> {
  return readRows(path, {
    map,
    reading,
    needs: ["votes"],
    isWide: true,
    values: function* (get, row, { at, blocks }) {
      const area = areaOf(get);
      const turnout = turnoutOf(get);
      for (let block = 0; block === 0 || blocks.first + block * blocks.size < row.cells.length; block++) {
        const cell = cellReader(row.cells, at, block * blocks.size);
        const result = attempt(() => resultOf(cell));
        if (result instanceof RowProblem) yield result;
        else if (result) yield { area, turnout, ...result };
        else if (block === 0) yield new RowProblem("no-name", "familyName");
      }
    },
  });
}

/** One bad candidate does not take the others of her constituency with her. */
function attempt<T>(read: () => T): T | RowProblem {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowProblem) return error;
    throw error;
  }
}

function resultOf(get: (field: Field) => string) {
  const person = personOf(get, "");
  if (!person) return null;
  const votes = countOf(get, "votes");
  const share = votes === null ? Number(get("share").replace(",", ".").replace("%", "")) : null;
  if (votes === null && !(share !== null && share > 0)) throw new RowProblem("ragged-row", "votes");
  const panelNumber = countOf(get, "panelNumber");
  return {
    person,
    panelNumber: panelNumber === 0 ? null : panelNumber,
    nuanceCode: textOf(get, "nuanceCode"),
    votes,
    share,
    isElected: flagOf(get, "isElected") ?? false,
  };
}

function turnoutOf(get: (field: Field) => string): Turnout {
  const [registered, voters, blank, spoilt, blankOrSpoilt, cast] = turnoutFields.map((f) => countOf(get, f));
  return {
    registered: registered ?? null,
    voters: voters ?? null,
    blank: blank ?? null,
    spoilt: spoilt ?? null,
    blankOrSpoilt: blankOrSpoilt ?? null,
    cast: cast ?? null,
  };
}
