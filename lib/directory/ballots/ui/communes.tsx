import type { ViewProps } from "@/lib/core/document";
import { areaTitle, placePath } from "../../rules";
import type { ConstituencyView } from "../documents";

type Props = ViewProps<ConstituencyView>;

/** Where a constituency lies, its largest communes, and which of them lie here only in part. */
export function Communes({ view, frame }: Props) {
  const { t, locale } = frame;
  const { inhabited, ballot } = view;
  const { count, largest, split } = inhabited;
  const more = count > largest.length;
  const whole = largest.filter((name) => !split.includes(name));
  return (
    <aside className="small quiet" aria-label={t("directory.constituency.communes")}>
      <Outline view={view} frame={frame} />
      {whole.length > 0 && (
        <p>
          {whole.join(", ")}
          {more ? "… " : ". "}
          {more && (
            <a href={`/${locale}${placePath(ballot.area)}`}>
              {t("directory.constituency.all-communes", { count })}
            </a>
          )}
        </p>
      )}
      {split.length > 0 && (
        <p>
          {t("directory.constituency.split", { count: split.length, names: split.slice(0, 4).join(", ") })}
          {split.length > 4 ? "…" : "."}
        </p>
      )}
    </aside>
  );
}

/** The department in outline, this constituency solid. */
function Outline({ view: { locator, ballot }, frame: { t, locale } }: Props) {
  if (!locator) return null;
  const { width, height, outline, here } = locator;
  const name = areaTitle(ballot.area, locale);
  return (
    <svg
      className="locator"
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      width={width}
      height={height}
      role="img"
      aria-label={t("directory.constituency.locator", { name, department: ballot.area.parent?.name ?? "" })}
    >
      <path d={outline} />
      <path className="here" d={here} />
    </svg>
  );
}
