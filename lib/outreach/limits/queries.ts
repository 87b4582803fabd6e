import "server-only";
import { db } from "@/lib/core/db";
import { MAILS_PER_WEEK, REMINDERS } from "./schema";

/** How much a form's NGOs ask of one person. */
export interface Limits {
  readonly reminders: number;
  readonly mailsPerWeek: number;
}

/** The limits of a form, today's where its NGOs said nothing. */
export async function limitsOf(formId: string): Promise<Limits> {
  const select = { reminders: true, mailsPerWeek: true } as const;
  const own = await db().formLimit.findUnique({ where: { formId }, select });
  return own ?? { reminders: REMINDERS, mailsPerWeek: MAILS_PER_WEEK };
}
