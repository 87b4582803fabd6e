import "server-only";
import { db, type Tx } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import type { Prisma } from "@/prisma/client/client";
import { readText, readWords } from "./rules";
import type { Author, PublicVersion } from "./schema";

const AUTHOR = { id: true, slug: true, name: true, website: true, phone: true } as const;

/** What every reading of a version's words selects. */
export const WORDS = {
  title: true,
  introduction: true,
  validity: true,
  minimum: true,
  requiredLevel: true,
  isCountersigned: true,
  score: true,
  comparesGroups: true,
  themes: {
    orderBy: { position: "asc" },
    select: {
      id: true,
      title: true,
      engagements: {
        orderBy: { position: "asc" },
        select: {
          id: true,
          lineageId: true,
          position: true,
          title: true,
          text: true,
          why: true,
          competence: true,
        },
      },
    },
  },
} as const satisfies Prisma.FormVersionSelect;

const PUBLIC = {
  ...WORDS,
  id: true,
  number: true,
  hash: true,
  publishedAt: true,
  form: {
    select: {
      id: true,
      slug: true,
      closesAt: true,
      timeZone: true,
      election: { select: { id: true, slug: true, name: true } },
      authors: {
        where: { OR: [{ isLead: true }, { consentedAt: { not: null } }] },
        orderBy: [{ isLead: "desc" }, { organization: { name: "asc" } }],
        select: { organization: { select: AUTHOR } },
      },
    },
  },
} as const satisfies Prisma.FormVersionSelect;

type Row = Prisma.FormVersionGetPayload<{ select: typeof PUBLIC }>;

function viewOf(row: Row): PublicVersion | null {
  const { id, number, hash, publishedAt, form } = row;
  if (!hash || !publishedAt) return null;
  const { election, authors, slug, closesAt, timeZone } = form;
  const names: Author[] = authors.map(({ organization }) => organization);
  return {
    ...readWords(row),
    id,
    formId: form.id,
    slug,
    number,
    hash,
    publishedAt,
    closesAt,
    timeZone,
    election: { id: election.id, slug: election.slug, name: readText(election.name) },
    authors: names,
  };
}

async function firstPublished(where: Prisma.FormVersionWhereInput, tx?: Tx): Promise<PublicVersion | null> {
  const row = await (tx ?? db()).formVersion.findFirst({
    where: { ...where, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: PUBLIC,
  });
  return row && viewOf(row);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A published version by its id, or the latest one of the form with this slug; null where there is none. */
export async function publicVersion(idOrSlug: string, tx?: Tx): Promise<PublicVersion | null> {
  return firstPublished(UUID.test(idOrSlug) ? { id: idOrSlug } : { form: { slug: idOrSlug } }, tx);
}

/** A certain published version of a form, by slug and number. */
export async function publicVersionNumbered(slug: string, number: number): Promise<PublicVersion | null> {
  return Number.isSafeInteger(number) && number > 0 && number < 2 ** 31
    ? firstPublished({ number, form: { slug } })
    : null;
}

/** The latest published version of a form, in the caller's transaction where one is given. */
export async function publishedVersionFor(formId: string, tx?: Tx): Promise<PublicVersion | null> {
  return UUID.test(formId) ? firstPublished({ formId }, tx) : null;
}

/**
 * The words of a form as its authors rehearse them: the latest published version, else the draft as it stands. Only who holds
 * a rehearsal's token reads it, so that a draft is never public.
 */
export async function versionToRehearse(formId: string): Promise<PublicVersion | null> {
  const published = await publishedVersionFor(formId);
  if (published) return published;
  const row = await db().formVersion.findFirst({
    where: { formId },
    orderBy: { number: "desc" },
    select: PUBLIC,
  });
  return row && viewOf({ ...row, hash: "0".repeat(64), publishedAt: row.form.closesAt });
}

/** Number, hash and date of each published version of a form, newest first. */
export async function publicVersions(
  slug: string,
): Promise<readonly { number: number; hash: string; publishedAt: Date }[]> {
  const rows = await db().formVersion.findMany({
    where: { form: { slug }, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { number: true, hash: true, publishedAt: true },
  });
  return rows.flatMap(({ number, hash, publishedAt }) =>
    hash && publishedAt ? [{ number, hash, publishedAt }] : [],
  );
}

/** The version of an earlier form from which a form was begun; null where it was begun on a blank page. */
export async function publicSource(formId: string): Promise<PublicVersion | null> {
  return UUID.test(formId) ? firstPublished({ heirs: { some: { id: formId } } }) : null;
}

/** A published form that was begun from another. */
export interface Heir {
  readonly slug: string;
  readonly title: LocalizedText;
  readonly election: LocalizedText;
  /** Names of the areas of a local variant; none for a form of another election. */
  readonly areas: readonly string[];
}

/** The published forms that were begun from a version of this one, the newest first. */
export async function publicHeirs(formId: string): Promise<readonly Heir[]> {
  const rows = await db().form.findMany({
    where: { sourceVersion: { formId }, versions: { some: { publishedAt: { not: null } } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: {
      slug: true,
      election: { select: { name: true } },
      areas: { orderBy: { area: { code: "asc" } }, select: { area: { select: { name: true } } } },
      versions: {
        where: { publishedAt: { not: null } },
        orderBy: { number: "desc" },
        take: 1,
        select: { title: true },
      },
    },
  });
  return rows.map(({ slug, election, versions, areas }) => ({
    slug,
    title: readText(versions[0]?.title),
    election: readText(election.name),
    areas: areas.map(({ area }) => area.name),
  }));
}

/** Names of the areas whose candidates alone a form asks; none where it asks everybody. */
export async function publicAreasOf(formId: string): Promise<readonly string[]> {
  const rows = await db().formArea.findMany({
    where: { formId },
    orderBy: { area: { code: "asc" } },
    select: { area: { select: { name: true } } },
  });
  return rows.map(({ area }) => area.name);
}
