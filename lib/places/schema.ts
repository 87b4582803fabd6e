/** An area by the code that its publisher gives it, e.g. fr-constituency 78-07. */
export type AreaKey = { scheme: string; code: string };

export const areaLevels = [
  "country",
  "region",
  "department",
  "constituency",
  "commune",
  "borough",
  "other",
] as const;
export type AreaLevel = (typeof areaLevels)[number];

export type AreaFact = AreaKey & {
  level: AreaLevel;
  /** ISO 3166-1 alpha-2. */
  country: string;
  name: string;
  /** IANA zone, where the area has one of its own. */
  timeZone: string | null;
  parent: AreaKey | null;
  population: number | null;
};

/** Another name or code that leads to an area: a merged commune, a city of a constituency abroad. */
export type AliasFact = { area: AreaKey; scheme: string; code: string | null; name: string };
export type PostcodeFact = { country: string; code: string; area: AreaKey };
/** A commune or country lies in a constituency, whole or in part. */
export type PartFact = { part: AreaKey; whole: AreaKey; isPartial: boolean; source: string };
/** GeoJSON geometry (RFC 7946), for display only. */
export type ShapeFact = { area: AreaKey; shape: string };

export type PlaceFacts = {
  areas: AreaFact[];
  aliases: AliasFact[];
  postcodes: PostcodeFact[];
  parts: PartFact[];
  shapes: ShapeFact[];
};
