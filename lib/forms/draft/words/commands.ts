import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { slugOf } from "@/lib/core/slug";
import type { Prisma } from "@/prisma/client/client";
import { WORDS } from "../../queries";
import { canonicalText, readWords } from "../../rules";
import type { Words } from "../../schema";
import { usualClosing } from "../rules";

const FORM = {
  id: true,
  electionId: true,
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

/** The ids of the authors who said yes to writing it together; the lead always has. */
export const consentingIds = (form: FormRow | null) =>
  idsOf(form && { authors: form.authors.filter(({ isLead, consentedAt }) => isLead || consentedAt) });

/** What must be known of an election to begin a form for it; null where there is none. */
export async function electionFacts(tx: Tx, id: string) {
  return tx.election.findUnique({
    where: { id },
    select: {
      id: true,
      timeZone: true,
      rounds: { orderBy: { number: "asc" }, select: { pollingDate: true } },
    },
  });
}

/** The first of these addresses that no form has, else the first with a number behind it. */
async function freeSlug(tx: Tx, slug: string, others: readonly string[]): Promise<string> {
  const taken = await tx.form.findMany({ where: { slug: { startsWith: slug } }, select: { slug: true } });
  const names = new Set(taken.map((form) => form.slug));
  let free = [slug, ...others].find((one) => !names.has(one)) ?? slug;
  for (let n = 2; names.has(free); n += 1) free = `${slug}-${n}`;
  return free;
}

interface NewForm {
  readonly organizationId: string;
  readonly words: Words;
  readonly sourceVersionId?: string;
  /** The eve of the poll unless said. */
  readonly closesAt?: Date;
}

/** A form with its lead author and the draft of its version 1; returns its id. */
export async function insertForm(
  tx: Tx,
  ctx: Ctx,
  { organizationId, words, closesAt, ...rest }: NewForm,
  election: NonNullable<Awaited<ReturnType<typeof electionFacts>>>,
): Promise<string> {
  const { themes: _, ...texts } = words;
  const { id: electionId, timeZone } = election;
  const name = slugOf(words.title.fr ?? words.title.en ?? "");
  const year = election.rounds[0]?.pollingDate.getUTCFullYear();
  const slug = await freeSlug(tx, name, rest.sourceVersionId && year ? [`${name}-${year}`] : []);
  const form = await tx.form.create({
    data: {
      ...rest,
      slug,
      electionId,
      closesAt: closesAt ?? usualClosing(election, ctx.now),
      timeZone,
      createdAt: ctx.now,
    },
    select: { id: true },
  });
  const author = { formId: form.id, organizationId, isLead: true, consentedAt: ctx.now };
  await tx.formAuthor.create({ data: author, select: { formId: true } });
  const data = { ...texts, formId: form.id, number: 1, updatedAt: ctx.now };
  const version = await tx.formVersion.create({ data, select: { id: true } });
  await writeWords(tx, version.id, words);
  return form.id;
}

/** The exact text of a version, signed by who writes it together and naming the version before. */
export async function canonicalOf(
  tx: Tx,
  { formId, number, words }: { readonly formId: string; readonly number: number; readonly words: Words },
): Promise<string> {
  const before = await tx.formVersion.findFirst({
    where: { formId, publishedAt: { not: null }, number: { lt: number } },
    orderBy: { number: "desc" },
    select: { hash: true },
  });
  const form = await authorsOf(formId, tx);
  const consenting = form?.authors.filter((author) => author.isLead || author.consentedAt) ?? [];
  const by = consenting.map((author) => author.organization.name);
  return canonicalText(words, { formId, number, by, prev: before?.hash ?? null });
}
