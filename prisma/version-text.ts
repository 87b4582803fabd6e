import type { Tx } from "@/lib/core/db";
import { canonicalText, readWords, textHash } from "@/lib/forms/rules";
import { clock, invented, unique } from "@/prisma/inventing";

async function aTheme(db: Tx, versionId: string, position: number): Promise<string> {
  const title = { fr: `Thème ${position}`, en: `Theme ${position}` };
  return (await db.theme.create({ data: { versionId, position, title }, select: { id: true } })).id;
}

/** Themes and engagements of a draft version, two to a theme; `lineageIds` by position, new ones where left out. */
export async function writeText(db: Tx, versionId: string, engagements: number, known: readonly string[]) {
  const themeIds: string[] = [];
  const engagementIds: string[] = [];
  const lineageIds: string[] = [];
  const name = invented(unique());
  for (let position = 1; position <= engagements; position += 1) {
    if (position % 2 === 1) themeIds.push(await aTheme(db, versionId, (position + 1) / 2));
    const lineageId = known[position - 1] ?? (await db.lineage.create({ data: {}, select: { id: true } })).id;
    const text = {
      title: { fr: `Engagement ${position} ${name}`, en: `Engagement ${position} ${name}` },
      text: { fr: `Je défendrai le point **${position}**.`, en: `I will defend point **${position}**.` },
      why: { fr: "Parce que c’est un droit.", en: "Because it is a right." },
    };
    const data = { versionId, themeId: themeIds.at(-1) ?? "", lineageId, position, ...text };
    engagementIds.push((await db.engagement.create({ data, select: { id: true } })).id);
    lineageIds.push(lineageId);
  }
  return { themeIds, engagementIds, lineageIds };
}

const ENGAGEMENT = { id: true, lineageId: true, position: true, title: true, text: true, why: true } as const;

/** Publishes a version under the hash of its canonical text, with its leaf, as the forms room would. */
export async function publishAsIs(db: Tx, versionId: string): Promise<void> {
  const version = await db.formVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: {
      formId: true,
      number: true,
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
          engagements: { orderBy: { position: "asc" }, select: ENGAGEMENT },
        },
      },
      form: { select: { authors: { select: { organization: { select: { name: true } } } } } },
    },
  });
  const { formId, number, form } = version;
  const before = { formId, number: { lt: number }, publishedAt: { not: null } };
  const select = { hash: true } as const;
  const last = await db.formVersion.findFirst({ where: before, orderBy: { number: "desc" }, select });
  const by = form.authors.map(({ organization }) => organization.name);
  const canonical = canonicalText(readWords(version), { formId, number, by, prev: last?.hash ?? null });
  const data = { publishedAt: await clock(db), hash: textHash(canonical) };
  await db.formVersion.update({ where: { id: versionId }, data, select: { id: true } });
  await db.$executeRaw`
    INSERT INTO log_leaf (data, version_id) VALUES (convert_to(${canonical}, 'UTF8'), ${versionId}::uuid)`;
}
