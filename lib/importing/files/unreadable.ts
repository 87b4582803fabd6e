/** Why a file cannot be read as a table; each has a sentence in `importing.unreadable`. */
export type UnreadableReason =
  | "missing"
  | "not-a-table"
  | "old-excel"
  | "empty"
  | "too-large"
  | "zip-bomb"
  | "broken"
  | "encrypted"
  | "too-many-columns"
  | "too-many-rows"
  | "bad-quotes"
  | "unknown-columns"
  | "no-rows";

export type Place = { sheet?: string; line?: number; column?: string; detail?: string };

/** Ends the stream of rows of a file that is not what it should be; turned into a refusal by the commands. */
export class Unreadable extends Error {
  constructor(
    readonly reason: UnreadableReason,
    readonly place: Place = {},
  ) {
    super(reason);
  }
}
