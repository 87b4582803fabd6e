import "server-only";
import { db } from "@/lib/core/db";
import { LOCALES } from "@/lib/core/i18n/locale";
import { readText } from "../../rules";
import type { DeskForm } from "../queries";
import type { Earlier } from "./rules";

/** Published engagements compared with a draft: the newest, and plenty for every NGO of an instance. */
const COMPARED = 3000;

/** What other forms promised in public, this NGO's and others', newest first, each language apart. */
export async function earlierEngagements(form: DeskForm): Promise<readonly Earlier[]> {
  const rows = await db().engagement.findMany({
    where: { version: { publishedAt: { not: null }, formId: { not: form.id } } },
    orderBy: [{ version: { publishedAt: "desc" } }, { position: "asc" }],
    take: COMPARED,
    select: {
      lineageId: true,
      position: true,
      text: true,
      version: {
        select: {
          form: {
            select: {
              id: true,
              slug: true,
              authors: { where: { isLead: true }, select: { organization: { select: { name: true } } } },
            },
          },
        },
      },
    },
  });
  return rows.flatMap(({ lineageId, position, text, version: { form: of } }) => {
    const words = readText(text);
    const about = { lineageId, position, formId: of.id, slug: of.slug };
    const organization = of.authors[0]?.organization.name ?? "";
    return LOCALES.flatMap((locale) => {
      const own = words[locale];
      return own ? [{ ...about, organization, locale, text: own }] : [];
    });
  });
}
