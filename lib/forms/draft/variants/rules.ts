/** An area that a variant is for. */
export interface Place {
  readonly id: string;
  readonly code: string;
  readonly parentId: string | null;
}

const overlap = (a: Place, b: Place) => a.id === b.id || a.parentId === b.id || b.parentId === a.id;

/** The first of these areas that holds another of them, or shares candidates with one that is taken; null where none does. */
export function overlapping(places: readonly Place[], taken: readonly Place[]): Place | null {
  return (
    places.find((one, at) => [...places.slice(0, at), ...taken].some((other) => overlap(one, other))) ?? null
  );
}

export type VariantRefusal = "no-words" | "variant-of-variant" | "closed";

/** Why no variant of a form can be begun. */
export function whyNotVary(
  national: { readonly isPublished: boolean; readonly isVariant: boolean; readonly closesAt: Date },
  now: Date,
): VariantRefusal | null {
  if (!national.isPublished) return "no-words";
  if (national.isVariant) return "variant-of-variant";
  return national.closesAt <= now ? "closed" : null;
}
