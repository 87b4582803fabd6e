import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EngagementItem } from "@/components/engagement";
import { Prose } from "@/components/prose";
import { PageTitle, Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import { asset } from "@/lib/core/assets";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import type { Engagement } from "@/lib/forms/schema";
import { areaTitle, ballotPath, candidacyPath, fullName } from "../../../rules";
import { AreaName } from "../../../ui/area-name";
import { answersOn, isStanding, type ShownTicket, standingOn } from "../../rules";
import { EverybodysAnswers } from "../../ui/answer-matrix";
import { Given } from "../../ui/comparison";
import type { CompareView } from "../documents";
import { Match } from "./match";

type Props = ViewProps<CompareView>;

/** All candidacies of a contest side by side on one form, or on one theme of it with its exact words. */
export function ComparePage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { ballot, election, chosen, theme, order } = view;
  const name = areaTitle(ballot.area, locale);
  const form = localized(chosen.title, locale).text;
  const page = `/${locale}${ballotPath(election.slug, ballot.area.code)}`;
  const about = theme ? localized(theme.title, locale).text : t("directory.matrix.title");
  return (
    <DocumentShell
      frame={frame}
      title={`${about} – ${name}`}
      description={`${name}. ${form}. ${about}`}
      hasQuestions={!theme}
      {...(theme ? {} : { head: <link rel="stylesheet" href={asset("match.css")} /> })}
    >
      <Crumbs
        t={t}
        crumbs={[
          { label: localized(election.name, locale).text, href: `/${locale}/elections/${election.slug}` },
          { label: name, href: `/${locale}${ballotPath(election.slug, ballot.area.code)}` },
          ...(theme ? [{ label: t("directory.compare.all"), href: view.hrefOf() }] : []),
        ]}
      />
      <PageTitle
        title={about}
        over={<AreaName area={ballot.area} locale={locale} />}
        deck={<p>{`${form}. ${t("directory.compare.deck")}`}</p>}
      />
      <Themes view={view} frame={frame} />
      <Section
        title={t("directory.compare.caption-all")}
        note={t(`directory.order.${order}`)}
        links={[
          { href: `${theme ? view.hrefOf() : ""}#mine`, label: t("directory.match.link") },
          { href: `${page}/poster.pdf`, label: t("directory.poster.a4") },
          { href: `${page}/card.pdf`, label: t("directory.poster.a6") },
        ]}
      >
        <EverybodysAnswers view={view} frame={frame} hrefOf={(position) => hrefAt(view, position)} />
      </Section>
      <Candidacies view={view} frame={frame} />
      {theme?.engagements.map((one) => (
        <Answers key={one.id} engagement={one} view={view} frame={frame} />
      ))}
      {!theme && <Comments view={view} frame={frame} />}
      {!theme && <Match view={view} frame={frame} />}
    </DocumentShell>
  );
}

/** Where an engagement stands in its exact words: on its theme's page. */
function hrefAt({ version, theme, hrefOf }: CompareView, position: number): string {
  const own = version.themes.find(({ engagements }) => engagements.some((one) => one.position === position));
  return `${own && !theme ? hrefOf(own) : ""}#e${position}`;
}

function Themes({ view, frame: { t, locale } }: Props) {
  const { version, theme, hrefOf } = view;
  if (version.themes.length < 2) return null;
  return (
    <nav className="pages" aria-label={t("directory.compare.themes")}>
      {theme ? <a href={hrefOf()}>{t("directory.compare.all")}</a> : <b>{t("directory.compare.all")}</b>}
      {version.themes.map((one) =>
        one.id === theme?.id ? (
          <b key={one.id}>{localized(one.title, locale).text}</b>
        ) : (
          <a key={one.id} href={hrefOf(one)}>
            {localized(one.title, locale).text}
          </a>
        ),
      )}
    </nav>
  );
}

const numberOf = (ticket: ShownTicket, index: number) => ticket.panelNumber ?? index + 1;

/** Whose number is whose, with the status on the whole form. */
function Candidacies({ view, frame: { t, locale } }: Props) {
  const tickets = view.tickets.filter(isStanding);
  return (
    <Section title={t("directory.compare.who")} note={localized(view.chosen.title, locale).text}>
      <ol className="rows">
        {tickets.map((ticket, index) => {
          const { status, count } = standingOn(ticket, view.chosen.id);
          const isCounted = (status === "signed" || status === "partly") && count;
          return (
            <li key={ticket.publicId}>
              <span>
                <span className="num">{numberOf(ticket, index)}</span>{" "}
                <a href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>
                  {fullName(ticket.person)}
                </a>
              </span>{" "}
              <StatusWord t={t} mark={status} {...(isCounted ? { count } : {})} />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** One engagement in its exact words and everybody's answer to it. */
function Answers({ view, frame, engagement }: Props & { engagement: Engagement }) {
  const { locale } = frame;
  const tickets = view.tickets.filter(isStanding);
  const answerOf = answersOn(view.chosen.id, tickets, view.matrix.answers);
  const words = localized(engagement.text, locale);
  return (
    <div className="section">
      <EngagementItem
        id={`e${engagement.position}`}
        number={engagement.position}
        title={localized(engagement.title, locale).text}
        words={<Prose html={markdownToHtml(words.text)} isEngagement />}
        lang={words.lang}
      />
      <ol className="rows">
        {tickets.map((ticket, index) => (
          <li key={ticket.publicId}>
            <span>{`${numberOf(ticket, index)} ${fullName(ticket.person)}`}</span>
            <div>
              <Given answer={answerOf(ticket.id, engagement.lineageId)} frame={frame} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What was said beside the answers: the reservations and the comments, whole. */
function Comments({ view, frame }: Props) {
  const { t, locale } = frame;
  const tickets = view.tickets.filter(isStanding);
  const answerOf = answersOn(view.chosen.id, tickets, view.matrix.answers);
  const said = view.version.themes.flatMap(({ engagements }) =>
    engagements.flatMap((engagement) =>
      tickets.flatMap((ticket) => {
        const answer = answerOf(ticket.id, engagement.lineageId);
        return answer?.comment ? [{ engagement, ticket, answer }] : [];
      }),
    ),
  );
  if (said.length === 0) return null;
  return (
    <Section title={t("directory.compare.comments", { count: said.length })}>
      <ul className="rows">
        {said.map(({ engagement, ticket, answer }) => (
          <li key={`${engagement.id} ${ticket.publicId}`}>
            <p>{`${engagement.position}. ${localized(engagement.title, locale).text}`}</p>
            <Given answer={answer} by={fullName(ticket.person)} frame={frame} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
