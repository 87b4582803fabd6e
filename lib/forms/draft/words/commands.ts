import "server-only";
import { db, type Tx } from "@/lib/core/db";
import type { Prisma } from "@/prisma/client/client";
import { WORDS } from "../../queries";
import { readWords } from "../../rules";
import type { Words } from "../../schema";

const FORM = {
  id: true,
  closesAt: true,
  timeZone: true,
  authors: {
    orderBy: [{ isLead: "desc" }, { organization: { name: "asc" } }],
    select: {
      organizationId: true,
      isLead: true,
      consentedAt: true,
      organization: { select: { name: true, approvedAt: true } },
    },
  },
} as const satisfies Prisma.FormSelect;

/** The form and its draft's words, with the draft's row locked so that of two editors one waits; null where there is none. */
export async function lockedDraft(tx: Tx, formId: string) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM form_version WHERE form_id = ${formId}::uuid AND published_at IS NULL FOR UPDATE`;
  const [row] = rows;
  if (!row) return null;
  const select = { ...WORDS, id: true, number: true, revision: true } as const;
  const version = await tx.formVersion.findUniqueOrThrow({ where: { id: row.id }, select });
  const { id, number, revision } = version;
  return { id, number, revision, words: readWords(version) };
}

/** Puts these words in the place of all that a draft says. */
export async function writeWords(tx: Tx, versionId: string, words: Words): Promise<void> {
  await tx.engagement.deleteMany({ where: { versionId } });
  await tx.theme.deleteMany({ where: { versionId } });
  await tx.theme.createMany({
    data: words.themes.map(({ id, title }, index) => ({ id, versionId, position: index + 1, title })),
  });
  const engagements = words.themes.flatMap((theme) =>
    theme.engagements.map(({ competence = null, ...engagement }) => {
      return { ...engagement, competence, versionId, themeId: theme.id };
    }),
  );
  await tx.lineage.createMany({
    data: engagements.map(({ lineageId }) => ({ id: lineageId })),
    skipDuplicates: true,
  });
  await tx.engagement.createMany({ data: engagements });
}

/** A form with the NGOs that write it. */
export async function authorsOf(formId: string, tx?: Tx) {
  return (tx ?? db()).form.findUnique({ where: { id: formId }, select: FORM });
}

export type FormRow = NonNullable<Awaited<ReturnType<typeof authorsOf>>>;

/** The ids of a form's authors; none where there is no form. */
export const idsOf = (form: { authors: readonly { organizationId: string }[] } | null) =>
  form?.authors.map(({ organizationId }) => organizationId) ?? [];
