import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Fold, PageTitle, Section, Split } from "@/components/section";
import { SheetColumns, SheetRows } from "@/components/sheet";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import { areaTitle, inWords, placePath } from "../../rules";
import { lastFactOf, signedOf } from "../../standing/rules";
import { AreaName } from "../../ui/area-name";
import { authorText } from "../../ui/author-names";
import { updatedWords } from "../../ui/standing-words";
import type { ConstituencyView } from "../documents";
import { formCounts, isStanding, roundsWithResults, type ShownTicket, standingOn } from "../rules";
import { AnswerDeck, answerText } from "./answer";
import { AnswerMatrix } from "./answer-matrix";
import { Communes } from "./communes";
import { entriesOf } from "./entries";
import { Results } from "./results";
import { WriteTo } from "./write-to";

type Props = ViewProps<ConstituencyView>;

/** Who stands in a constituency, and what each of them said. */
export function ConstituencyPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { ballot, election, tickets, chosen, forms } = view;
  const counts = formCounts(forms, tickets);
  const count = counts.find(({ form }) => form.id === chosen?.id) ?? null;
  const total = tickets.filter(isStanding).length;
  const answer = answerText(t, count, total);
  const name = areaTitle(ballot.area, locale);
  const description = t("directory.constituency.description", {
    name,
    answer,
    election: localized(election.name, locale).text,
  });
  return (
    <DocumentShell
      frame={frame}
      title={t("directory.constituency.title", { name, answer })}
      description={description}
      isIndexed={view.compared.length === 0 && !view.engagement}
      head={
        <link
          rel="alternate"
          type="application/atom+xml"
          href={`${encodeURIComponent(ballot.area.code)}/feed.atom`}
        />
      }
    >
      <Split isLate aside={<Communes view={view} frame={frame} />}>
        <ContestCrumbs view={view} frame={frame} />
        <PageTitle
          isAnswer
          over={<AreaName area={ballot.area} locale={locale} />}
          title={answer}
          deck={<AnswerDeck frame={frame} count={count} others={counts.filter((other) => other !== count)} />}
        />
      </Split>
      <Listed view={view} frame={frame} />
      <WriteTo view={view} frame={frame} />
      {view.matrix && count && signedOf(count.counts) > 0 && <AnswerMatrix view={view} frame={frame} />}
      {roundsWithResults(tickets).length > 0 && <Results view={view} frame={frame} />}
    </DocumentShell>
  );
}

function ContestCrumbs({ view: { election, ballot }, frame: { t, locale } }: Props) {
  const { parent } = ballot.area;
  const first = ballot.pollingDates[0]?.date ?? election.rounds[0]?.date;
  const name = localized(election.name, locale).text;
  const crumbs = [
    ...(parent ? [{ label: parent.name, href: `/${locale}${placePath(parent)}` }] : []),
    { label: name, href: `/${locale}/elections/${election.slug}` },
    ...(first
      ? [{ label: t("directory.constituency.first-round", { date: formatDate(first, locale) }) }]
      : []),
  ];
  return <Crumbs t={t} crumbs={crumbs} />;
}

function Listed({ view, frame }: Props) {
  const { t, locale } = frame;
  const { tickets, order } = view;
  const standing = tickets.filter(isStanding);
  const gone = tickets.filter((ticket) => !isStanding(ticket));
  if (tickets.length === 0) {
    return (
      <div className="section">
        <EmptyState title={t("directory.constituency.empty-title")}>
          <p>{t("directory.constituency.empty")}</p>
        </EmptyState>
      </div>
    );
  }
  const entries = entriesOf(view, frame, standing);
  return (
    <>
      <SheetColumns t={t} entries={entries} />
      <Fold>
        <Section
          title={t("directory.constituency.all", {
            count: standing.length,
            words: inWords(standing.length, locale),
          })}
          note={[t(`directory.order.${order}`), updatedAt(view, frame, standing)].filter(Boolean).join(", ")}
        >
          <SheetRows t={t} entries={entries} />
          <Asked view={view} frame={frame} standing={standing} />
        </Section>
      </Fold>
      {gone.length > 0 && (
        <Section title={t("directory.constituency.gone", { count: gone.length })} level={2}>
          <SheetRows t={t} entries={entriesOf(view, frame, gone)} />
        </Section>
      )}
    </>
  );
}

/** When the latest fact of the chosen form's figures became known. */
function updatedAt(
  { chosen }: Props["view"],
  { t, locale }: Props["frame"],
  standing: readonly ShownTicket[],
) {
  const last = chosen && lastFactOf(standing.map((ticket) => standingOn(ticket, chosen.id)));
  return last ? updatedWords(last, { t, locale, timeZone: chosen.timeZone }) : "";
}

/** How many of the ballot were asked and when, by whom: silence means nothing without it. */
function Asked({ view, frame, standing }: Props & { standing: readonly ShownTicket[] }) {
  const { t, locale } = frame;
  const { chosen } = view;
  if (!chosen) return null;
  const { timeZone, authors } = chosen;
  const requests = standing.flatMap((ticket) => standingOn(ticket, chosen.id).requests ?? []);
  const first = Math.min(...requests.map((one) => one.first.getTime()));
  const last = Math.max(...requests.map((one) => one.last.getTime()));
  const day = (at: number) => (requests.length > 0 ? formatDate(new Date(at), locale, timeZone) : "");
  return (
    <p className="small quiet asked">
      {t("directory.requests.all", {
        authors: authorText(t, authors),
        count: requests.length,
        total: standing.length,
        left: standing.length - requests.length,
        first: day(first),
        last: day(last),
        isOneDay: day(first) === day(last) ? "yes" : "no",
      })}
    </p>
  );
}
