import { Halves, Section } from "@/components/section";
import { type MapTile, TileMap } from "@/components/tile-map";
import type { ViewProps } from "@/lib/core/document";
import { formatNumber } from "@/lib/core/time";
import { TILES } from "@/lib/places/tiles/france";
import { updatedWords } from "../../ui/standing-words";
import type { FormView } from "../documents";
import { boundsOf, type CountedDepartment, filterQuery, isOnMap } from "../rules";

type Props = ViewProps<FormView>;

/** Where the signers are: every department with its count, as a list and, where they are France's, as a map. */
export function SignersMap({ view, frame }: Props) {
  const { t, locale } = frame;
  const { departmentCounts, updatedAt, version } = view;
  if (departmentCounts.length < 2) return null;
  const held = departmentCounts.filter(({ count }) => count > 0).length;
  const note = updatedAt && updatedWords(updatedAt, { t, locale, timeZone: version.timeZone });
  const list = <List view={view} frame={frame} />;
  const said = (
    <p>
      {t("directory.map.summary", {
        count: held,
        total: departmentCounts.length,
        largest: formatNumber(Math.max(...departmentCounts.map(({ count }) => count)), locale),
      })}{" "}
      {t("directory.map.zero")}
    </p>
  );
  return (
    <Section id="map" title={t("directory.map.title")} note={note}>
      {isOnMap(departmentCounts) ? (
        <Halves>
          <div>
            {said}
            {list}
          </div>
          <Tiles view={view} frame={frame} />
        </Halves>
      ) : (
        <>
          {said}
          {list}
        </>
      )}
    </Section>
  );
}

function pathOf({ version }: FormView, locale: string, code: string): string {
  const query = filterQuery({ department: code, status: "", name: "", page: 1 });
  return `/${locale}/forms/${version.slug}${query}#signatories`;
}

function List({ view, frame: { t, locale } }: Props) {
  const { departmentCounts } = view;
  return (
    <details className="opens">
      <summary>{t("directory.map.list", { count: departmentCounts.length })}</summary>
      <ul className="names counted">
        {departmentCounts.map(({ code, name, count }) => (
          <li key={code}>
            <span className="num small">{code}</span>
            {count > 0 ? <a href={pathOf(view, locale, code)}>{name}</a> : <span>{name}</span>}
            <span className="num">{formatNumber(count, locale)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Tiles({ view, frame }: Props) {
  const { t, locale } = frame;
  const { departmentCounts } = view;
  const known = new Map<string, CountedDepartment>(departmentCounts.map((one) => [one.code, one]));
  const bounds = boundsOf(Math.max(...departmentCounts.map(({ count }) => count)));
  const tiles: MapTile[] = TILES.flatMap(({ code, column, row }) => {
    const found = known.get(code);
    if (!found) return [];
    const { count, name } = found;
    const title = t("directory.map.tile", { name, count });
    const label = code === "ZZ" ? t("directory.map.abroad") : code;
    const href = count > 0 ? pathOf(view, locale, code) : undefined;
    return [{ code, label, column, row, count, title, href }];
  });
  const legend = bounds.map((from, at) => {
    const next = bounds[at + 1];
    const to = next === undefined ? "more" : next - 1 === from ? "same" : next - 2 === from ? "next" : "to";
    return t("directory.map.tint", { from, until: (next ?? from) - 1, to });
  });
  return <TileMap tiles={tiles} bounds={bounds} label={t("directory.map.label")} legend={["0", ...legend]} />;
}
