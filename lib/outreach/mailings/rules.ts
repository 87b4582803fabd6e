import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { mayEdit } from "@/lib/organizations/rules";
import type { MailingKind, MailingStatus } from "@/prisma/client/enums";

/** Owners and editors of an author invite. */
export function whyNotInvite(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  return authors.some((id) => mayEdit(roleIn(ctx, id))) ? null : "not-yours";
}

/** Only the worker hands mails to the relay. */
export function whyNotSend({ actor }: Ctx): "not-yours" | null {
  return actor.kind === "system" ? null : "not-yours";
}

export interface StartFacts {
  readonly isPublished: boolean;
  readonly closesAt: Date;
  readonly hasDraft: boolean;
  readonly recipients: number;
  readonly canSend: boolean;
  /** Another mailing of this form is running or paused: a day's limit is counted over one at a time. */
  readonly isUnderWay: boolean;
}

/** What stands between a message and its recipients. */
export function whyNotStart(
  ctx: Ctx,
  facts: StartFacts,
  count: number,
):
  | "not-published"
  | "closed"
  | "under-way"
  | "no-message"
  | "no-recipients"
  | "other-count"
  | "no-relay"
  | null {
  if (!facts.isPublished) return "not-published";
  if (ctx.now >= facts.closesAt) return "closed";
  if (facts.isUnderWay) return "under-way";
  if (!facts.hasDraft) return "no-message";
  if (facts.recipients === 0) return "no-recipients";
  if (!facts.canSend) return "no-relay";
  return facts.recipients === count ? null : "other-count";
}

const FROM: Record<"pause" | "resume" | "cancel", readonly MailingStatus[]> = {
  pause: ["running"],
  resume: ["paused"],
  cancel: ["running", "paused"],
};
export const TO = { pause: "paused", resume: "running", cancel: "cancelled" } as const satisfies Record<
  string,
  MailingStatus
>;

export function whyNotSteer(status: MailingStatus, act: "pause" | "resume" | "cancel"): "not-now" | null {
  return FROM[act].includes(status) ? null : "not-now";
}

/** Why somebody is not written to, the first that holds. */
export const EXCLUSIONS = [
  "invited",
  "signed",
  "declined",
  "stop",
  "not-me",
  "out",
  "stopped",
  "no-contact",
  "not-invited",
  "under-way",
  "capped",
  "recent",
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export const MERGE_FIELDS = ["name", "constituency", "form", "ngo", "closing", "link"] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

const FIELD = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Names between double braces that are no merge field. */
export function unknownFields(text: string): readonly string[] {
  const known: readonly string[] = MERGE_FIELDS;
  return [...text.matchAll(FIELD)].map((match) => match[1] ?? "").filter((name) => !known.includes(name));
}

/** Fills the merge fields; an unknown one stays as it was typed. */
export function merged(text: string, values: Readonly<Record<MergeField, string>>): string {
  return text.replace(
    FIELD,
    (typed, name: string) =>
      MERGE_FIELDS.flatMap((field) => (field === name ? [values[field]] : []))[0] ?? typed,
  );
}

/** Whether the text leads to the candidate's own page. */
export function hasLink(text: string): boolean {
  return /\{\{\s*link\s*\}\}/.test(text);
}

/** The job that sends a mailing; while it waits, a second one takes its place. */
export function sendingJob(mailingId: string) {
  return { task: "send-mailing", payload: { mailingId }, key: `send-mailing ${mailingId}` };
}

/** The wording that a new mailing begins with; its merge fields are written by name in the messages. */
export function firstWording(kind: MailingKind, what: "subject" | "body", lang: Locale): string {
  const fields = Object.fromEntries(MERGE_FIELDS.map((field) => [field, `{{${field}}}`]));
  return translator(lang)(`outreach.${kind === "reminder" ? "wording-reminder" : "wording"}.${what}`, fields);
}
