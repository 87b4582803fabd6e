import "server-only";
import { pool } from "@/lib/core/db";
import { findPlaces, PLACES_OF_HITS } from "../queries";
import { type FoundPlace, type Hit, offered } from "../rules";
import { type Address, bearing, bearingWhole, ending, inDepartmentOf, unmarkedTowns } from "./rules";

/** The places that an address may name; sure where the address leaves no doubt about which of them it means. */
export interface FoundAddress {
  readonly places: readonly FoundPlace[];
  readonly isSure: boolean;
}

const NOWHERE: FoundAddress = { places: [], isSure: false };
const MOST_TOWNS = 3;

const BY_NAMES = `
  WITH named AS (
    SELECT id AS area_id, NULL AS alias FROM area WHERE key = ANY($1) AND level IN ('commune', 'borough')
    UNION ALL SELECT area_id, name FROM area_alias WHERE key = ANY($1)
  ), hit AS (
    SELECT DISTINCT ON (area_id) area_id, alias, 0 AS rank, 0 AS score FROM named ORDER BY area_id, alias NULLS FIRST LIMIT 100
  ) ${PLACES_OF_HITS}`;

/** Where the last words of a street are a town's name, set apart by nothing: the longest such name. */
async function unmarked(rest: string, electionId: string | null): Promise<FoundAddress> {
  const towns = unmarkedTowns(rest);
  if (towns.length === 0) return NOWHERE;
  const keys = towns.flatMap((town) => [
    town,
    ...["l", "le", "la", "les"].map((article) => `${article} ${town}`),
  ]);
  const { rows } = await pool().query<Hit>(BY_NAMES, [keys, electionId]);
  const places = offered(rows);
  const named = towns.map((town) => bearingWhole(places, town)).find((found) => found.length > 0);
  return { places: named ?? [], isSure: false };
}

const isSmall = ({ area }: FoundPlace) => area.level !== "department";

/** Where towns are named: the first that is known, in the department or of the postal code that the address names too. */
async function marked(address: Address, electionId: string | null): Promise<FoundAddress> {
  const towns = address.towns.slice(0, MOST_TOWNS);
  const near = await Promise.all(towns.map((town) => findPlaces(town, electionId)));
  const borne = near.map((places, at) => {
    const exact = places.filter(({ isExact }) => isExact);
    return exact.length > 0 ? exact : bearing(places, towns[at] ?? "");
  });
  const inside = borne.flatMap((places, at) => {
    const others = borne.flatMap((ones, of) => (of === at ? [] : ones.filter((one) => !isSmall(one))));
    return places.filter((place) => others.some(({ area }) => area.code === place.area.parent?.code));
  });
  const first = borne.find((places) => places.some(isSmall)) ?? borne.flat();
  const places = inside.length > 0 ? inside : first;
  if (places.length === 0) return { places: near[0] ?? [], isSure: false };
  return {
    places: address.postcode ? inDepartmentOf(places, address.postcode) : places,
    isSure: address.isInOrder,
  };
}

/**
 * The communes that an address names, by its postal code and its town; where the two disagree, or no town is set apart
 * from the street, all that it may mean and no certainty. No street is looked up: none is known here.
 */
export async function placesOfAddress(
  address: Address,
  electionId: string | null = null,
): Promise<FoundAddress> {
  const { postcode, towns, rest } = address;
  const coded = postcode ? (await findPlaces(postcode, electionId)).filter(({ isExact }) => isExact) : [];
  const agreed =
    towns.map((town) => bearing(coded, town)).find((places) => places.length > 0) ?? ending(coded, rest);
  if (agreed.length > 0) return { places: agreed, isSure: true };
  if (coded.length > 0 && towns.length === 0) return { places: coded, isSure: true };
  const named = towns.length > 0 ? await marked(address, electionId) : NOWHERE;
  const both = named.places.filter((place) => coded.some(({ area }) => area.code === place.area.code));
  if (both.length > 0) return { places: both, isSure: true };
  if (coded.length > 0)
    return { places: [...coded, ...named.places.filter(({ isExact }) => isExact)], isSure: false };
  return named.places.length > 0 ? named : unmarked(rest, electionId);
}
