import type { ViewProps } from "@/lib/core/document";
import { placePath } from "../../rules";
import type { ConstituencyView } from "../documents";

/** The largest communes of a constituency, how many there are, and which lie here only in part. */
export function Communes({ view, frame: { t, locale } }: ViewProps<ConstituencyView>) {
  const { inhabited, ballot } = view;
  const { count, largest, split } = inhabited;
  if (count === 0) return null;
  const more = count > largest.length;
  return (
    <aside className="small quiet" aria-label={t("directory.constituency.communes")}>
      <p>
        {largest.join(", ")}
        {more ? "… " : ". "}
        {more && (
          <a href={`/${locale}${placePath(ballot.area)}`}>
            {t("directory.constituency.all-communes", { count })}
          </a>
        )}
      </p>
      {split.length > 0 && (
        <p>
          {t("directory.constituency.split", { count: split.length, names: split.slice(0, 4).join(", ") })}
          {split.length > 4 && "…"}
        </p>
      )}
    </aside>
  );
}
