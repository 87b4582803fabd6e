import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle, Section, Split } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import { StructuredData } from "@/components/structured-data";
import { Timeline } from "@/components/timeline";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { Rounds } from "../../candidacies/ui/outcome";
import { timelineFacts } from "../../candidacies/ui/timeline-facts";
import { ballotPath, candidacyPath, fullName, grammar, personPath } from "../../rules";
import { personThing } from "../../structured/rules";
import { AreaName } from "../../ui/area-name";
import { Nominations } from "../../ui/nominations";
import { StandingDetail } from "../../ui/standing-words";
import type { PersonView, Stood } from "../documents";
import { Signed } from "./signed";

/** One person across elections: everything she signed, and each time that she stood with all that happened. */
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
      <Signed view={view} frame={frame} />
      {candidacies.map((stood) => (
        <Candidacy key={`${stood.id} ${stood.role}`} stood={stood} frame={frame} />
      ))}
      <StructuredData data={[personThing(person, frame, candidacies[0]?.ticket.nominations)]} />
    </DocumentShell>
  );
}

function Candidacy({ stood, frame }: { stood: Stood; frame: Frame }) {
  const { t, locale } = frame;
  const { election, candidate, ticket, history, standings, turnouts } = stood;
  const forms = standings.map(({ form }) => form);
  const facts = timelineFacts({ ticket, history, forms }, frame);
  return (
    <Section
      title={localized(election.name, locale).text}
      links={[
        {
          href: `/${locale}${candidacyPath(stood.publicId, candidate)}`,
          label: t("directory.person.signed-link"),
        },
      ]}
    >
      <Split
        aside={
          facts.length > 0 ? (
            <Timeline t={t} facts={facts} />
          ) : (
            <p className="quiet">{t("directory.timeline.empty")}</p>
          )
        }
      >
        <Ticket stood={stood} frame={frame} />
        <Answers stood={stood} frame={frame} />
        {ticket.results.length > 0 && (
          <>
            <h3 className="h3">{t("directory.results.title")}</h3>
            <Rounds ticket={ticket} turnouts={turnouts} frame={frame} />
          </>
        )}
      </Split>
    </Section>
  );
}

/** In which role and where, with whom, and by whose nomination. */
function Ticket({ stood, frame: { t, locale } }: { stood: Stood; frame: Frame }) {
  const { election, area, role, candidate, substitute, ticket, status } = stood;
  const person = role === "candidate" ? candidate : (substitute ?? candidate);
  const other = role === "candidate" ? substitute : candidate;
  return (
    <div className="stack">
      <p>
        {t(`directory.person.${role}`, { gender: grammar(person.gender), name: fullName(candidate) })}{" "}
        <a href={`/${locale}${ballotPath(election.slug, area.code)}`}>
          <AreaName area={area} locale={locale} />
        </a>
        {(status === "withdrawn" || status === "invalidated") &&
          ` (${t(`directory.candidacy.status.${status}`)})`}
      </p>
      {other && (
        <p>
          {t(role === "candidate" ? "directory.candidacy.substitute-label" : "directory.person.with")}
          <a href={`/${locale}${personPath(other)}`}>{fullName(other)}</a>
        </p>
      )}
      <Nominations t={t} locale={locale} ticket={ticket} />
    </div>
  );
}

function Answers({ stood, frame: { t, locale } }: { stood: Stood; frame: Frame }) {
  const { role, candidate, substitute, standings } = stood;
  const person = role === "candidate" ? candidate : (substitute ?? candidate);
  if (standings.length === 0) return <p className="quiet">{t("directory.person.no-form")}</p>;
  return (
    <ul className="rows">
      {standings.map(({ form, standing }) => {
        const title = localized(form.title, locale);
        return (
          <li key={form.id}>
            <p className="h3" lang={title.lang}>
              <a href={`/${locale}/forms/${form.slug}`}>{title.text}</a>
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
        );
      })}
    </ul>
  );
}
