import type { DownloadSpec } from "@/lib/core/download";
import type { Locale } from "@/lib/core/i18n/locale";
import { publicElection } from "../queries";
import { publicShapedAreas } from "./queries";
import { outlinesOf } from "./rules";

const HELD_MS = 60_000;
const held = new Map<string, { readonly until: number; readonly body: Promise<string | null> }>();

/** Half a megabyte that hardly ever changes: made once a minute for each election and language, however many ask. */
function outlinesBody(slug: string, locale: Locale): Promise<string | null> {
  const [key, now] = [`${locale} ${slug}`, performance.now()];
  const known = held.get(key);
  if (known && known.until > now) return known.body;
  const body = made(slug, locale);
  if (held.size > 20) held.clear();
  held.set(key, { until: now + HELD_MS, body });
  const forget = () => held.delete(key);
  body.then((text) => text ?? forget(), forget);
  return body;
}

async function made(slug: string, locale: Locale): Promise<string | null> {
  const election = await publicElection(slug);
  const areas = election ? await publicShapedAreas(election.id) : [];
  return election && areas.length > 0 ? JSON.stringify(outlinesOf(areas, election.slug, locale)) : null;
}

/** The outlines of an election as one file: a reader's position is compared with them on her device, and sent nowhere. */
export const outlinesDownload: DownloadSpec = {
  load: async ({ params: { slug = "" }, locale }) => {
    const body = await outlinesBody(slug, locale);
    return body
      ? { body, contentType: "application/json", fileName: `${slug}-outlines.json`, isShown: true }
      : null;
  },
};
