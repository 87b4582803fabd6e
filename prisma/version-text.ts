import { createHash } from "node:crypto";
import type { Tx } from "@/lib/core/db";
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

/** Publishes a version without the law of the forms room; its hash is only unique, not the canonical one. */
export async function publishAsIs(db: Tx, versionId: string): Promise<void> {
  const hash = createHash("sha256").update(versionId).digest("hex");
  const data = { publishedAt: await clock(db), hash };
  await db.formVersion.update({ where: { id: versionId }, data, select: { id: true } });
}
