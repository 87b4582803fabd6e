/** One piece of a draft that another editor saved since: the name of its field, her text, who and when. */
export interface Other {
  /** As the field of the editor is called, e.g. "engagements.<id>.text.fr". */
  readonly name: string;
  readonly text: string;
  /** What the caller had typed there; "" where she had not touched it. */
  readonly mine: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Saved {
  readonly formId: string;
  readonly revision: number;
  /** What to look at next: the theme or engagement that was touched, or "". */
  readonly anchor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Pieces that changed since the caller's revision and that she had not touched: they stand as told. */
  readonly changed: readonly Other[];
  /** Pieces that both changed: the caller's text was not saved, she has to choose. */
  readonly conflicts: readonly Other[];
}
