import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle, Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { ballotPath, candidacyPath, fullName, grammar } from "../../rules";
import { AreaName } from "../../ui/area-name";
import { DemonstrationCut } from "../../ui/demonstration-cut";
import { StandingDetail } from "../../ui/standing-words";
import type { PersonView } from "../documents";

/** One person across elections, each time with what she said to each form. */
export function PersonPage({ view, frame }: ViewProps<PersonView>) {
  const { t } = frame;
  const { person, candidacies } = view;
  const name = fullName(person);
  return (
    <DocumentShell
      frame={frame}
      title={name}
      description={t("directory.person.description", { name, count: candidacies.length })}
    >
      <PageTitle title={name} deck={<p>{t("directory.person.deck", { count: candidacies.length })}</p>} />
      {candidacies.length === 0 && (
        <div className="section">
          <EmptyState title={t("directory.person.empty")} />
        </div>
      )}
      {candidacies.map((candidacy) => (
        <Stood key={`${candidacy.id} ${candidacy.role}`} candidacy={candidacy} frame={frame} />
      ))}
      <DemonstrationCut frame={frame} />
    </DocumentShell>
  );
}

function Stood(props: { candidacy: PersonView["candidacies"][number]; frame: Frame }) {
  const { candidacy, frame } = props;
  const { t, locale } = frame;
  const { election, area, role, candidate, substitute } = candidacy;
  const person = role === "candidate" ? candidate : (substitute ?? candidate);
  const gender = grammar(person.gender);
  return (
    <Section
      title={localized(election.name, locale).text}
      links={[
        {
          href: `/${locale}${candidacyPath(candidacy.publicId, candidate)}`,
          label: t("directory.person.signed-link"),
        },
      ]}
    >
      <p>
        {t(`directory.person.${role}`, { gender, name: fullName(candidate) })}{" "}
        <a href={`/${locale}${ballotPath(election.slug, area.code)}`}>
          <AreaName area={area} locale={locale} />
        </a>
        {candidacy.isElected && (
          <strong>
            ,{" "}
            {t("directory.results.elected", {
              gender: role === "candidate" ? gender : grammar(candidate.gender),
            })}
          </strong>
        )}
        {(candidacy.status === "withdrawn" || candidacy.status === "invalidated") &&
          ` (${t(`directory.candidacy.status.${candidacy.status}`)})`}
      </p>
      <ul className="rows">
        {candidacy.standings.map(({ form, standing }) => (
          <li key={form.id}>
            <p className="h3">
              <a href={`/${locale}/forms/${form.slug}`}>{localized(form.title, locale).text}</a>
            </p>
            <StatusWord t={t} mark={standing.status} {...(standing.count ? { count: standing.count } : {})} />
            <div className="small">
              <StandingDetail
                standing={standing}
                person={person}
                voice={{ t, locale, timeZone: form.timeZone }}
              />
            </div>
          </li>
        ))}
      </ul>
      {candidacy.standings.length === 0 && <p className="quiet">{t("directory.person.no-form")}</p>}
    </Section>
  );
}
