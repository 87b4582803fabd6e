import type { DownloadSpec } from "@/lib/core/download";
import type { Locale } from "@/lib/core/i18n/locale";
import { publicElection } from "../queries";
import { publicShapedAreas } from "./queries";
import { outlinesOf } from "./rules";

async function made(slug: string, locale: Locale): Promise<string | null> {
  const election = await publicElection(slug);
  const areas = election ? await publicShapedAreas(election.id) : [];
  return election && areas.length > 0 ? JSON.stringify(outlinesOf(areas, election.slug, locale)) : null;
}

/** The outlines of an election as one file: a reader's position is compared with them on her device, and sent nowhere. */
export const outlinesDownload: DownloadSpec = {
  load: async ({ params: { slug = "" }, locale }) => {
    const body = await made(slug, locale);
    return body
      ? { body, contentType: "application/json", fileName: `${slug}-outlines.json`, isShown: true }
      : null;
  },
};
