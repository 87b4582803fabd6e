import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import { areaShort, candidacyPath, fullName, grammar } from "../../rules";
import type { Change } from "../queries";

const LATEST = new Set(["signed", "withdrawn", "disputed", "resolved", "annulled", "declined"]);

/** Who, where: "Solène Fictive (Yvelines, 7e)". */
export function whoOf({ person, candidate, area }: Change, { t, locale }: Frame): string {
  if (!person || !area) return "";
  const role = person.publicId === candidate?.publicId ? "" : `${t("directory.candidacy.substitute-role")}, `;
  return `${fullName(person)} (${role}${areaShort(area, locale)})`;
}

/** What happened, as the rest of a sentence that begins with who. */
export function whatOf(change: Change, { t }: Frame): string {
  const { kind, yes, total, person, party } = change;
  const gender = grammar(person?.gender ?? null);
  if (kind === "signed" && yes === total) return t("directory.latest.whole", { yes, total, gender });
  if (LATEST.has(kind)) return t(`directory.latest.${kind}`, { yes, total, gender });
  return t(`directory.changes.what.${kind}`, { yes, total, gender, party: party ?? "" });
}

/** One fact as a sentence. */
export function sentenceOf(change: Change, frame: Frame): string {
  const { form, version } = change;
  if (change.kind === "version" && form)
    return frame.t("directory.changes.what.version", {
      title: localized(form.title, frame.locale).text,
      version: version ?? 0,
    });
  return `${whoOf(change, frame)} ${whatOf(change, frame)}`;
}

/** What else is known of it: the form or the election, the day that a source gives, why, and the source. */
export function detailsOf(change: Change, { t, locale }: Frame): readonly string[] {
  const { form, election, day, note, sourceTitle } = change;
  return [
    localized(form && change.kind !== "version" ? form.title : election.name, locale).text,
    day ? t("directory.changes.dated", { date: formatDate(new Date(`${day}T00:00:00Z`), locale) }) : "",
    note ?? "",
    sourceTitle ? `${t("components.source")} ${sourceTitle}` : "",
  ].filter(Boolean);
}

/** The page that holds a fact, without the language. */
export function pageOf({ candidacyId, candidate, form, version }: Change): string {
  if (candidacyId && candidate) return candidacyPath(candidacyId, candidate);
  return form ? `/forms/${form.slug}/versions/${version ?? 1}` : "";
}
