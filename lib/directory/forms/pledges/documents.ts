import { stringify } from "csv-stringify/sync";
import type { DownloadSpec } from "@/lib/core/download";
import { localized } from "@/lib/core/i18n/locale";
import { publicVersion } from "@/lib/forms/queries";
import { fullName } from "../../rules";
import { slugOnly } from "../documents";
import { publicPledges } from "./queries";

export const PLEDGE_COLUMNS = [
  "person_id",
  "person_name",
  "role",
  "candidacy_id",
  "election_id",
  "post_id",
  "pledge_id",
  "pledge",
  "answer",
  "comment",
  "form_version",
  "signature_id",
  "signed_at",
  "level",
  "state",
] as const;

/** `/forms/{slug}/pledges.csv`: one row for each answer that was signed, with ids that join those of the election's files. */
export const pledgesDownload: DownloadSpec = {
  async load({ params, locale }) {
    const version = await publicVersion(slugOnly(params.slug));
    if (!version) return null;
    const rows = (await publicPledges(version.formId)).map((pledge) => [
      pledge.person.publicId,
      fullName(pledge.person),
      pledge.role,
      pledge.candidacyId,
      version.election.slug,
      pledge.areaCode,
      `${version.slug}/${pledge.version}/${pledge.position}`,
      localized(pledge.title, locale).text,
      pledge.value.replaceAll("_", "-"),
      pledge.comment ?? "",
      pledge.version,
      pledge.signatureId,
      pledge.signedAt.toISOString(),
      pledge.level,
      pledge.state,
    ]);
    const body = stringify([[...PLEDGE_COLUMNS], ...rows], {
      record_delimiter: "windows",
      escape_formulas: true,
    });
    return {
      body,
      contentType: "text/csv; charset=utf-8",
      fileName: `${version.slug}-pledges-${locale}.csv`,
    };
  },
};
