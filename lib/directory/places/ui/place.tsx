import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { SearchBox } from "@/components/search-box";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { areaTitle, ballotPath, placePath } from "../../rules";
import { AreaName } from "../../ui/area-name";
import type { PlaceView } from "../documents";
import { Choice } from "./choice";
import { Seats } from "./seats";

type Props = ViewProps<PlaceView>;

/** A commune in several constituencies, a department, what lies in a constituency, or a place where nobody votes. */
export function PlacePage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { place, election } = view;
  const name = areaTitle(place.area, locale);
  const { parent } = place.area;
  const kind = kindOf(view);
  const said = saidOf(view, frame, kind, name);
  return (
    <DocumentShell frame={frame} title={name} description={`${name}. ${said}`}>
      <Crumbs
        t={t}
        crumbs={[
          ...(parent ? [{ label: parent.name, href: `/${locale}${placePath(parent)}` }] : []),
          { label: localized(election.name, locale).text, href: `/${locale}/elections/${election.slug}` },
        ]}
      />
      <PageTitle
        title={<AreaName area={place.area} locale={locale} />}
        over={
          place.postcodes.length > 0 && place.postcodes.length < 4 ? place.postcodes.join(", ") : undefined
        }
        deck={
          <>
            <p>{said}</p>
            {kind === "split" && view.isStreet && <p className="small">{t("directory.place.street")}</p>}
          </>
        }
      />
      {kind === "split" && <Choice view={view} frame={frame} />}
      {kind === "department" && <Seats view={view} frame={frame} />}
      {kind === "constituency" && <Parts view={view} frame={frame} />}
      {kind === "nowhere" && (
        <div className="section">
          <EmptyState title={t("directory.place.nowhere-title")}>
            <p>{t("directory.place.nowhere-more")}</p>
          </EmptyState>
          <SearchBox t={t} action={`/${locale}/search`} />
        </div>
      )}
    </DocumentShell>
  );
}

/** What the page knows of the place; of a borough only what the files say of its city. */
function saidOf(view: PlaceView, { t }: Props["frame"], kind: Kind, name: string): string {
  const { area, isAssigned } = view.place;
  const count = countOf(view, kind);
  if (kind === "split" && area.level === "borough" && !isAssigned)
    return t("directory.place.city", { name: area.parent?.name ?? name, count });
  return t(`directory.place.${kind}`, { name, count, kind: area.level });
}

type Kind = "split" | "department" | "constituency" | "nowhere";

function kindOf({ possible, ballots, place, election }: PlaceView): Kind {
  if (possible.length > 0) return "split";
  if (place.area.scheme === election.areaScheme) return "constituency";
  return ballots.length > 0 ? "department" : "nowhere";
}

function countOf(view: PlaceView, kind: Kind): number {
  if (kind === "split") return view.possible.length;
  return kind === "constituency" ? view.parts.length : view.ballots.length;
}

function Parts({ view: { parts, election, place }, frame: { t, locale } }: Props) {
  const link = {
    href: `/${locale}${ballotPath(election.slug, place.area.code)}`,
    label: t("directory.place.candidates"),
  };
  return (
    <Section title={t("directory.constituency.communes")} links={[link]}>
      {parts.length === 0 && <p className="quiet">{t("directory.place.no-parts")}</p>}
      <ul className="names">
        {parts.map((part) => (
          <li key={`${part.scheme} ${part.code}`}>
            {part.isPartial ? (
              <>
                <a href={`/${locale}${placePath(part)}`}>{part.name}</a>{" "}
                <span className="quiet">{t("directory.place.in-part")}</span>
              </>
            ) : (
              part.name
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
