import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { Facts } from "@/components/facts";
import { PageTitle, Section, Split } from "@/components/section";
import { wordOf } from "@/components/status-word";
import { StructuredData } from "@/components/structured-data";
import { Timeline } from "@/components/timeline";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { areaTitle, ballotPath, candidacyPath, fullName, grammar, personPath, placePath } from "../../rules";
import { endorsement, personThing } from "../../structured/rules";
import { AreaName } from "../../ui/area-name";
import { authorText } from "../../ui/author-names";
import { Nominations } from "../../ui/nominations";
import { builderPath, EmbedHead } from "../../ui/reuse";
import type { CandidacyView } from "../documents";
import { Outcome } from "./outcome";
import { Proof } from "./proof";
import { SignedTexts } from "./signed-texts";
import { timelineFacts } from "./timeline-facts";

type Props = ViewProps<CandidacyView>;

/** What one candidate exactly signed, when, how recognised; or her silence with the record of requests. */
export function CandidacyPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { ticket, contest, standings } = view;
  const name = fullName(ticket.person);
  const area = areaTitle(contest.area, locale);
  const first = standings[0];
  const description = t("directory.candidacy.description", {
    name,
    area,
    election: localized(contest.election.name, locale).text,
    status: first ? wordOf(t, first.candidate.status) : t("directory.constituency.no-form"),
  });
  return (
    <DocumentShell
      frame={frame}
      title={`${name}, ${area}`}
      description={description}
      {...imageOf({ view, frame })}
      head={<EmbedHead frame={frame} page={candidacyPath(ticket.publicId, ticket.person)} />}
    >
      <Split aside={<Facts facts={factsOf({ view, frame })} />}>
        <ContestCrumbs view={view} frame={frame} />
        <PageTitle title={name} deck={<Who view={view} frame={frame} />} />
        <Proof view={view} frame={frame} />
      </Split>
      <Split aside={<Happened view={view} frame={frame} />}>
        <SignedTexts view={view} frame={frame} />
        <Outcome view={view} frame={frame} />
      </Split>
      <TakePart view={view} frame={frame} />
      <StructuredData data={thingsOf({ view, frame })} />
    </DocumentShell>
  );
}

/** The share image of what she signed, which says what stands now. */
function imageOf({ view: { standings }, frame: { origin, locale } }: Props) {
  const ids = standings.flatMap(({ candidate }) => candidate.signature?.publicId ?? []);
  return ids[0] ? { image: `${origin}/${locale}/signatures/${ids[0]}/image.png` } : {};
}

/** The person, and each signature of the ticket with what became of it. */
function thingsOf({ view: { ticket, forms, standings }, frame }: Props) {
  const { t, locale, origin } = frame;
  const page = `${origin}/${locale}${candidacyPath(ticket.publicId, ticket.person)}`;
  const { substitute } = ticket;
  const signed = standings.flatMap((one) => [
    { formId: one.formId, person: ticket.person, standing: one.candidate },
    ...(substitute && one.substitute
      ? [{ formId: one.formId, person: substitute, standing: one.substitute }]
      : []),
  ]);
  const acts = signed.flatMap(({ formId, person, standing }) => {
    const formSlug = forms.find(({ id }) => id === formId)?.slug ?? "";
    const status = wordOf(t, standing.status);
    const act = endorsement(standing, { person, formSlug, page, status }, frame);
    return act ? [act] : [];
  });
  const people = [personThing(ticket.person, frame, ticket.nominations)];
  return [...people, ...(substitute ? [personThing(substitute, frame)] : []), ...acts];
}

/** What a reader or the candidate herself can do about this page. */
function TakePart({ view: { ticket }, frame: { t, locale } }: Props) {
  const here = `/${locale}${candidacyPath(ticket.publicId, ticket.person)}`;
  return (
    <p className="links section small no-print">
      {["report", "contact", "claim"].map((door) => (
        <a key={door} href={`${here}/${door}`} rel="nofollow">
          {t(`directory.candidacy.take-part.${door}`)}
        </a>
      ))}
      <a href={builderPath(locale, candidacyPath(ticket.publicId, ticket.person))} rel="nofollow">
        {t("directory.embed.link")}
      </a>
    </p>
  );
}

function ContestCrumbs({ view: { contest }, frame: { t, locale } }: Props) {
  const { area, election } = contest;
  return (
    <Crumbs
      t={t}
      crumbs={[
        ...(area.parent ? [{ label: area.parent.name, href: `/${locale}${placePath(area.parent)}` }] : []),
        { label: areaTitle(area, locale), href: `/${locale}${ballotPath(election.slug, area.code)}` },
        { label: localized(election.name, locale).text },
      ]}
    />
  );
}

function Who({ view: { ticket, contest }, frame: { t, locale } }: Props) {
  const gender = grammar(ticket.person.gender);
  const { substitute, status } = ticket;
  return (
    <div className="who">
      <p>
        {t("directory.candidacy.who", { gender })} <AreaName area={contest.area} locale={locale} />
        {ticket.isIncumbent && `, ${t("directory.candidacy.incumbent-inline", { gender })}`}.{" "}
        {substitute ? (
          <>
            {t("directory.candidacy.substitute-label")}
            <a href={`/${locale}${personPath(substitute)}`}>{fullName(substitute)}</a>
            {t("directory.candidacy.substitute-would", { gender: grammar(substitute.gender) })}
          </>
        ) : (
          t("directory.candidacy.no-substitute")
        )}
      </p>
      {(status === "withdrawn" || status === "invalidated") && (
        <p>
          <strong>{t(`directory.candidacy.status.${status}`)}</strong>
        </p>
      )}
    </div>
  );
}

function factsOf({ view, frame }: Props) {
  const { t, locale } = frame;
  const { ticket, forms } = view;
  return [
    {
      label: t("directory.nomination.label"),
      value: <Nominations t={t} locale={locale} ticket={ticket} />,
    },
    ...(ticket.panelNumber === null
      ? []
      : [{ label: t("directory.candidacy.panel"), value: String(ticket.panelNumber) }]),
    ...forms.map((form) => ({
      label: t("directory.form.asked-by", { authors: authorText(t, form.authors) }),
      value: <a href={`/${locale}/forms/${form.slug}`}>{localized(form.title, locale).text}</a>,
    })),
    {
      label: t("directory.person.label"),
      value: (
        <a href={`/${locale}${personPath(ticket.person)}`}>
          {t("directory.person.all-elections", { name: fullName(ticket.person) })}
        </a>
      ),
    },
  ];
}

function Happened({ view, frame }: Props) {
  const facts = timelineFacts(view, frame);
  return (
    <Section title={frame.t("directory.timeline.title")}>
      {facts.length > 0 ? (
        <Timeline t={frame.t} facts={facts} />
      ) : (
        <p className="quiet">{frame.t("directory.timeline.empty")}</p>
      )}
    </Section>
  );
}
