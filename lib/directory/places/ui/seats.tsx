import { Section } from "@/components/section";
import { TallyKey } from "@/components/tally";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { ballotPath } from "../../rules";
import { AreaName } from "../../ui/area-name";
import type { PlaceView } from "../documents";

/** The constituencies of a department, each with its count. */
export function Seats({ view, frame: { t, locale } }: ViewProps<PlaceView>) {
  const { election, form, ballots } = view;
  const note = form ? localized(form.title, locale).text : undefined;
  return (
    <Section title={localized(election.name, locale).text} note={note}>
      <ul className="rows paired">
        {ballots.map(({ area, box, signed, candidacies }) => (
          <li key={area.code}>
            <p className="h3">
              <a href={`/${locale}${ballotPath(election.slug, area.code)}`}>
                <AreaName area={area} locale={locale} />
              </a>
            </p>
            <p className="quiet">
              <TallyKey kind={box} />{" "}
              {form
                ? t("directory.constituency.answer", { signed, total: candidacies })
                : t("directory.constituency.candidacies", { count: candidacies })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
