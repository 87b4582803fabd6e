import { listedPage } from "@/lib/elections/channels/rules";
import type { Field, HeaderMap } from "./headers";
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

export type CandidateRow = {
  area: AreaRef;
  person: PersonCells;
  substitute: PersonCells | null;
  panelNumber: number | null;
  nuanceCode: string | null;
  nuanceLabel: string | null;
  party: string | null;
  profession: string | null;
  isIncumbent: boolean | null;
  identifiers: Readonly<Record<string, string>>;
  channels: Readonly<Record<string, string>>;
  channelSource: string | null;
};

const PAGES = { website: "website", contactPage: "contact", partyPage: "party" } as const;

/** The public pages of a row, by kind. @throws RowProblem "not-a-page" where a cell holds something else */
function channelsOf(get: (field: Field) => string): Record<string, string> {
  const entries = (["website", "contactPage", "partyPage"] as const).flatMap((field) => {
    const page = get(field) === "" ? null : listedPage(get(field));
    if (get(field) !== "" && !page) throw new RowProblem("not-a-page", field);
    return page ? [[PAGES[field], page] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Streams a list of candidates: the ministry's of any year, or the canonical CSV of any country, whose columns are
 * `area_scheme, area_code, panel, gender, family_name, given_name` (or `name`), `birth_date, party, nuance,
 * nuance_label, profession, incumbent`, the same of a person with `substitute_` before, the public pages `website,
 * contact_page, party_page` with their `page_source`, and `identifier:SCHEME`.
 */
export function readCandidates(
  path: string,
  map: HeaderMap = new Map(),
  reading?: Reading,
): AsyncGenerator<Read<CandidateRow>> {
  return readRows(path, {
    map,
    reading,
    needs: [],
    lacks: "votes",
    values: function* (get, _row, { at }) {
      const person = personOf(get, "");
      if (!person) throw new RowProblem("no-name", at.has("familyName") ? "familyName" : "fullName");
      const panelNumber = countOf(get, "panelNumber");
      const identifiers: Record<string, string> = {};
      for (const field of at.keys()) {
        const scheme = field.startsWith("identifier:") ? field.slice(11) : null;
        const value = scheme ? textOf(get, field) : null;
        if (scheme && value) identifiers[scheme] = value;
      }
      yield {
        area: areaOf(get),
        person,
        substitute: personOf(get, "substitute."),
        panelNumber: panelNumber === 0 ? null : panelNumber,
        nuanceCode: textOf(get, "nuanceCode"),
        nuanceLabel: textOf(get, "nuanceLabel"),
        party: textOf(get, "party"),
        profession: textOf(get, "profession"),
        isIncumbent: flagOf(get, "isIncumbent"),
        identifiers,
        channels: channelsOf(get),
        channelSource: textOf(get, "pageSource"),
      };
    },
  });
}
