export type Health = "good" | "warning" | "bad";

/** One thing that the doctor looked at. */
export interface Finding {
  readonly name: string;
  readonly health: Health;
  readonly text: string;
  /** What to do, as a sentence; present when the health is not good. */
  readonly fix?: string;
}

/** Why something failed, in the failing part's own words; never empty. */
export function reason(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(reason).join("; ");
  return error instanceof Error ? error.message || error.name : String(error);
}
