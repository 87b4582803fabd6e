import { Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { formatDate } from "@/lib/core/time";
import type { FormView } from "../documents";
import { changesBetween } from "../rules";

type Props = ViewProps<FormView>;

/** Every published version, newest first, with how many signatures stand on it and what it changed. */
export function Versions({ view, frame }: Props) {
  const { t, locale } = frame;
  const { versions, versionCounts, version } = view;
  return (
    <Section id="versions" title={t("directory.version.all")}>
      <ul className="rows">
        {versions.map((one) => (
          <li key={one.number}>
            <p className="h3">
              <a href={`/${locale}/forms/${version.slug}/versions/${one.number}`}>
                {t("directory.version.name", { version: one.number })}
              </a>
            </p>
            <p className="small">
              {t("directory.version.line", {
                date: formatDate(one.publishedAt, locale, version.timeZone),
                count: versionCounts.get(one.number) ?? 0,
              })}{" "}
              <Changed view={view} frame={frame} number={one.number} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** "Engagements 4 et 7 modifiés, 10 nouveau." and the way to the words. */
function Changed({ view, frame, number }: Props & { number: number }) {
  const { t, locale } = frame;
  const [previous, after] = [number - 1, number].map((wanted) =>
    view.texts.find((text) => text.number === wanted),
  );
  const before = number === 1 ? view.source : previous;
  if (!before || !after) return null;
  const changes = changesBetween(before, after, locale);
  const names = new Intl.ListFormat(locale, { type: "conjunction" });
  const said = (["changed", "added", "removed"] as const).flatMap((kind) => {
    const positions = changes.filter((one) => one.kind === kind).map(({ position }) => String(position));
    if (positions.length === 0) return [];
    return [t(`directory.version.what.${kind}`, { count: positions.length, names: names.format(positions) })];
  });
  const since = number === 1 ? t("directory.lineage.since-source") : "";
  if (said.length === 0)
    return (
      <>
        {since} {t("directory.version.same")}
      </>
    );
  return (
    <>
      {since} {said.join(" ")}{" "}
      <a href={`/${locale}/forms/${view.version.slug}/versions/${number}`}>
        {t("directory.version.compare")}
        <span className="vh"> {t("directory.version.name", { version: number })}</span>
      </a>
    </>
  );
}
