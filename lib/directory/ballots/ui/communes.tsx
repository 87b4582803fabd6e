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
  const { kind, width, height, outline, inner, here } = locator;
  const name = areaTitle(ballot.area, locale);
  const scale = (kind === "tiles" ? 170 : 220) / Math.max(width, height);
  return (
    <svg
      className={`locator ${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
      role="img"
      aria-label={t(`directory.constituency.locator-${kind}`, {
        name,
        department: ballot.area.parent?.name ?? "",
      })}
    >
      <path d={outline} />
      {inner && <path className="inner" d={inner} />}
      <path className="here" d={here} />
    </svg>
  );
}
