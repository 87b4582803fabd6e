import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { versionToRehearse } from "@/lib/forms/queries";
import { rehearsalToken } from "@/lib/signatures/rehearsal/queries";
import { engagementIds, readAnswers, signPath } from "@/lib/signatures/rules";
import { authorsOf } from "../contacts/queries";
import { exampleLetter } from "../mailings/example/queries";
import { whyNotInvite } from "../mailings/rules";

/** A fictional candidate as the officer follows her. */
export interface Rehearsed {
  readonly id: string;
  readonly name: string;
  /** Her page, without scheme and host. */
  readonly path: string;
  readonly mailedAt: Date | null;
  readonly answered: number;
  readonly signedAt: Date | null;
}

export interface RehearsalView {
  readonly startedAt: Date;
  readonly engagements: number;
  readonly people: readonly Rehearsed[];
}

/** A form's rehearsal; null where none is under way, and for who may not invite for it. */
export async function rehearsalFor(ctx: Ctx, formId: string, locale: Locale): Promise<RehearsalView | null> {
  const form = await authorsOf(formId);
  if (!form || whyNotInvite(ctx, form.authors)) return null;
  const row = await db().rehearsal.findUnique({
    where: { formId },
    select: {
      startedAt: true,
      people: {
        orderBy: { position: "asc" },
        select: { id: true, name: true, mailedAt: true, answers: true, signedAt: true },
      },
    },
  });
  if (!row) return null;
  const version = await versionToRehearse(formId);
  const ids = version ? engagementIds(version) : [];
  return {
    startedAt: row.startedAt,
    engagements: ids.length,
    people: row.people.map(({ answers: kept, ...person }) => {
      const answers = readAnswers(kept);
      const path = signPath(locale, rehearsalToken(person.id));
      return { ...person, path, answered: ids.filter((id) => answers[id]?.value).length };
    }),
  };
}

/** Who may invite may rehearse. */
export async function mayRehearse(ctx: Ctx, formId: string): Promise<boolean> {
  const form = await authorsOf(formId);
  return form !== null && !whyNotInvite(ctx, form.authors);
}

/** The invitation of a fictional candidate, which says that it is a rehearsal. */
export async function rehearsedLetter(
  form: DeskForm,
  { name, path }: Pick<Rehearsed, "name" | "path">,
  locale: Locale,
): Promise<Letter> {
  const t = translator(locale);
  const page = `${configuredOrigin()}${path}`;
  const letter = await exampleLetter(form, locale, {
    name,
    page,
    notice: t("outreach.rehearsal.notice", { name }),
  });
  return { ...letter, subject: t("outreach.rehearsal.subject", { subject: letter.subject }) };
}
