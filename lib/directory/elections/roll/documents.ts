import { stringify } from "csv-stringify/sync";
import type { DownloadSpec } from "@/lib/core/download";
import { publicElection } from "../../queries";
import { publicRoll } from "./queries";
import { CLUB_COLUMNS, clubRows, popoloOf } from "./rules";

async function held(slug: string) {
  const election = await publicElection(slug);
  return election && { election, roll: await publicRoll(election.id) };
}

/** `/elections/{slug}/popolo.json`: who stands where, in the words of Popolo (popoloproject.com). */
export const popoloDownload: DownloadSpec = {
  async load({ params, frame }) {
    const found = await held(params.slug ?? "");
    if (!found) return null;
    const fileName = `${found.election.slug}-popolo.json`;
    return { body: popoloOf(found, frame), contentType: "application/json", fileName, isShown: true };
  },
};

/** `/elections/{slug}/democracy-club.csv`: the same in the columns of Democracy Club's candidates. */
export const clubDownload: DownloadSpec = {
  async load({ params, locale }) {
    const found = await held(params.slug ?? "");
    if (!found) return null;
    const rows = [CLUB_COLUMNS, ...clubRows(found, locale)];
    const body = stringify([...rows], { record_delimiter: "windows", escape_formulas: true });
    const fileName = `${found.election.slug}-democracy-club.csv`;
    return { body, contentType: "text/csv; charset=utf-8", fileName };
  },
};
