import { z } from "zod";

const id = z.uuid("outreach.errors.gone");
const MAX_FILE = 20 * 2 ** 20;

const file = z
  .instanceof(File, { error: "outreach.errors.file" })
  .refine(({ size }) => size <= MAX_FILE, "outreach.errors.too-large")
  .transform((given) => (given.size > 0 ? given : undefined))
  .optional();

/** A pasted or dropped table of contacts; `check` counts and changes nothing, `save` writes all that was accepted. */
export const contactsInput = z.strictObject({
  formId: id,
  text: z.string().max(MAX_FILE, "outreach.errors.too-large").default(""),
  file,
  /** Where the addresses come from, for rows that do not say. */
  source: z.string().trim().max(200, "outreach.errors.long").default(""),
  intent: z.enum(["check", "save"]).default("check"),
});
export type ContactsInput = z.infer<typeof contactsInput>;

export const REASONS = [
  "no-email",
  "bad-email",
  "no-source",
  "bad-role",
  "bad-date",
  "no-candidacy",
  "unknown-candidacy",
  "several-candidacies",
  "no-substitute",
  "twice",
] as const;
export type Reason = (typeof REASONS)[number];

export interface Rejected {
  readonly line: number;
  /** As the file heads it. */
  readonly column: string;
  readonly reason: Reason;
  /** What the cell said, or the choices there are. */
  readonly detail: string;
}

export interface ContactsReport {
  readonly rows: number;
  readonly created: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejected[];
  readonly isSaved: boolean;
  /** The table as text, so that it can be saved after it was checked. */
  readonly text: string;
  /** As it was given for rows that do not say their own. */
  readonly source: string;
}
