/** What happened to a signature after it entered the log. */
export interface LaterFact {
  readonly kind: string;
  /** YYYY-MM-DD, in UTC; where it is known. */
  readonly day?: string;
  /** Its entry, where it was read in a log. */
  readonly index?: number;
}

/** The later facts of a log on a day, by the `sha256:` name of the signature's leaf, in their order. */
export interface Later {
  readonly day: string;
  /** The log's name: facts of one log say nothing of a receipt from another. */
  readonly origin: string | null;
  readonly facts: Readonly<Record<string, readonly LaterFact[]>>;
  /** Keys of the seal that another replaced, by `sha256:` of each: the entry from which they count for nothing. */
  readonly seals: Readonly<Record<string, number>>;
}

/** The ended keys of the seal of one log. */
export interface EndedSeals {
  readonly origin: string;
  readonly at: ReadonlyMap<string, number>;
}

const isFact = (value: unknown): value is LaterFact =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  typeof value.kind === "string" &&
  "day" in value &&
  typeof value.day === "string";

/** What happened to the signature of this leaf, and until which day that is known; null where nothing is known of its log. */
export function laterOf(
  given: unknown,
  { origin, leaf }: { readonly origin: string; readonly leaf: string },
): { readonly day: string; readonly facts: readonly LaterFact[] } | null {
  if (typeof given !== "object" || given === null) return null;
  const { day, origin: of, facts } = { day: null, origin: null, facts: null, ...given };
  if (typeof day !== "string" || of !== origin || typeof facts !== "object" || facts === null) return null;
  const found: unknown = new Map<string, unknown>(Object.entries(facts)).get(leaf) ?? [];
  return Array.isArray(found) ? { day, facts: found.filter(isFact) } : null;
}

/** The keys of the seal that ended, as the page carries them; null where it says nothing of them. */
export function endedSeals(given: unknown): EndedSeals | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { origin, seals } = { origin: null, seals: null, ...given };
  if (typeof origin !== "string" || typeof seals !== "object" || seals === null) return undefined;
  const known = Object.entries(seals).flatMap(([name, at]) =>
    typeof at === "number" ? [[name, at] as const] : [],
  );
  return { origin, at: new Map(known) };
}
