import { Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatTime } from "@/lib/core/time";
import { candidacyPath, fullName, grammar } from "../../rules";
import { AreaName } from "../../ui/area-name";
import type { HomeView } from "../documents";
import type { LatestFact } from "../queries";

/** The latest public facts, newest first, each with its day and time. */
export function Latest({ view, frame }: ViewProps<HomeView>) {
  const { t } = frame;
  return (
    <Section
      title={t("directory.home.latest")}
      links={[{ href: `/${frame.locale}/changes`, label: t("directory.changes.all") }]}
    >
      {view.latest.length === 0 ? (
        <p className="quiet">{t("directory.home.latest-none")}</p>
      ) : (
        <ul className="rows">
          {view.latest.map((fact) => (
            <Row
              key={`${fact.candidacyId} ${fact.at.getTime()} ${fact.kind}`}
              fact={fact}
              frame={frame}
              isOneOfMany={view.forms.length > 1}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ fact, frame, isOneOfMany }: { fact: LatestFact; frame: Frame; isOneOfMany: boolean }) {
  const { t, locale } = frame;
  const { kind, at, person, candidate, candidacyId, yes, total } = fact;
  const whole = kind === "signed" && yes === total;
  return (
    <li className="fact">
      <time className="small quiet" dateTime={at.toISOString()}>
        {formatDate(at, locale, fact.timeZone).replace(/ \d{4}$/, "")} <br />
        {formatTime(at, locale, fact.timeZone)}
      </time>
      <p>
        <a href={`/${locale}${candidacyPath(candidacyId, candidate)}`}>{fullName(person)}</a> (
        {person.publicId === candidate.publicId ? "" : `${t("directory.candidacy.substitute-role")}, `}
        <AreaName area={fact.area} locale={locale} isShort />){" "}
        {t(`directory.latest.${whole ? "whole" : kind}`, { yes, total, gender: grammar(person.gender) })}
        {isOneOfMany && <span className="quiet"> {localized(fact.formTitle, locale).text}</span>}
      </p>
    </li>
  );
}
