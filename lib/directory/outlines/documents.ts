import type { DownloadSpec } from "@/lib/core/download";
import { publicElection } from "../queries";
import { publicShapedAreas } from "./queries";
import { outlinesOf } from "./rules";

/** The outlines of an election as one file: a reader's position is compared with them on her device, and sent nowhere. */
export const outlinesDownload: DownloadSpec = {
  load: async ({ params, locale }) => {
    const election = await publicElection(params.slug ?? "");
    const areas = election ? await publicShapedAreas(election.id) : [];
    if (!election || areas.length === 0) return null;
    return {
      body: JSON.stringify(outlinesOf(areas, election.slug, locale)),
      contentType: "application/json",
      fileName: `${election.slug}-outlines.json`,
      isShown: true,
    };
  },
};
