import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import type { Hit } from "@/lib/places/rules";
import { areaTitle, ordinal, placePath, seatNumber } from "../../../rules";
import { placeTarget } from "../../rules";
import type { DepartmentView } from "../documents";
import { type ListedPlace, listingPath } from "../rules";

/** The places of a department by postcode, each with the constituency that it lies in, or how many it may. */
export function DepartmentPage({ view, frame }: ViewProps<DepartmentView>) {
  const { t, locale } = frame;
  const { department, listed, election } = view;
  const name = department.name;
  const title = t("directory.listing.of", { name });
  const hasPostcodes = listed.some(({ postcode }) => postcode !== "");
  return (
    <DocumentShell frame={frame} title={title} description={t("directory.listing.of-deck", { name })}>
      <Crumbs
        t={t}
        crumbs={[
          { label: t("directory.listing.crumb"), href: `/${locale}${listingPath()}` },
          { label: name, href: `/${locale}${placePath(department)}` },
        ]}
      />
      <PageTitle title={title} deck={<p>{t("directory.listing.of-deck", { name })}</p>} />
      <Section title={t(`directory.listing.${hasPostcodes ? "by-postcode" : "by-name"}`)}>
        <ul className="names">
          {listed.map(({ place, postcode }, at) => (
            <li key={`${postcode} ${place.area.code}`} id={anchorOf(listed, at)}>
              {postcode && <span className="num">{postcode}</span>}{" "}
              <Place place={place} slug={election.slug} frame={frame} />
            </li>
          ))}
        </ul>
      </Section>
    </DocumentShell>
  );
}

/** The first line of a postcode bears it, so that an address may lead there. */
function anchorOf(listed: readonly ListedPlace[], at: number): string | undefined {
  const postcode = listed[at]?.postcode;
  return postcode && listed[at - 1]?.postcode !== postcode ? `p${postcode}` : undefined;
}

function Place({ place, slug, frame: { t, locale } }: { place: Hit; slug: string; frame: Frame }) {
  const { area, wholes } = place;
  const name = areaTitle(area, locale);
  const [only = ""] = wholes;
  if (wholes.length === 0) return name;
  const seat = seatNumber({ level: "constituency", code: only });
  return (
    <>
      <a href={`/${locale}${placeTarget(place, slug)}`}>{name}</a>{" "}
      <small>
        {wholes.length > 1
          ? t("directory.listing.split", { count: wholes.length })
          : seat !== null
            ? ordinal(seat, locale)
            : ""}
      </small>
    </>
  );
}
