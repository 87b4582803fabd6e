import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { ProgressBar } from "@/components/progress-bar";
import { SearchBox } from "@/components/search-box";
import { PageTitle, Section } from "@/components/section";
import { StructuredData } from "@/components/structured-data";
import { TallyKey, TallyRow } from "@/components/tally";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { ballotPath, ordinal, placePath, seatNumber } from "../../rules";
import { datasetThing } from "../../structured/rules";
import { legendOf } from "../../ui/legend";
import { FeedHead, Reuse } from "../../ui/reuse";
import { updatedWords } from "../../ui/standing-words";
import type { ElectionView } from "../documents";
import type { CountedBallot } from "../rules";
import { wallPath } from "../wall/rules";

type Props = ViewProps<ElectionView>;

/** Every constituency of an election by department, with how many of how many signed. */
export function ElectionPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { election, departments, candidacies } = view;
  const name = localized(election.name, locale).text;
  const page = `/elections/${election.slug}`;
  const ballots = departments.reduce((sum, department) => sum + department.ballots.length, 0);
  const said = t("directory.election.deck", {
    ballots,
    number: formatNumber(ballots, locale),
    candidacies: formatNumber(candidacies, locale),
  });
  const rounds = election.rounds.map(({ number, date }) =>
    t("directory.election.round", { round: number, date: formatDate(date, locale) }),
  );
  return (
    <DocumentShell
      frame={frame}
      title={name}
      description={`${name}. ${said}`}
      head={<FeedHead frame={frame} page={page} />}
    >
      <Crumbs
        t={t}
        crumbs={[{ label: t("directory.elections.title"), href: `/${locale}/elections` }, { label: name }]}
      />
      <PageTitle title={name} deck={<p>{[...rounds, said].join(" ")}</p>} />
      <SearchBox t={t} action={`/${locale}/search`} />
      <FormChoice view={view} frame={frame} />
      {view.counts && candidacies > 0 && (
        <ProgressBar t={t} id="p" counts={view.counts} legend={legendOf(t, locale, view.counts)} />
      )}
      {ballots === 0 ? (
        <div className="section">
          <EmptyState title={t("directory.election.empty-title")}>
            <p>{t("directory.election.empty")}</p>
          </EmptyState>
        </div>
      ) : (
        <Section title={t("directory.election.by-department")} note={noteOf(view, frame)}>
          <Legend t={t} />
          <ul className="rows">
            {departments.map(({ area, ballots: held }) => (
              <li key={area?.code ?? ""} className="seats-row">
                <h3 className="h3">
                  {area ? (
                    <a href={`/${locale}${placePath(area)}`}>{area.name}</a>
                  ) : (
                    t("directory.election.elsewhere")
                  )}
                  {area && <span className="num small"> {area.code}</span>}
                </h3>
                <details className="opens">
                  <summary>
                    <TallyRow boxes={held.map(({ box }) => box)} />
                    <span className="vh">
                      {t("directory.election.seats", { count: held.length, name: area?.name ?? "" })}
                    </span>
                  </summary>
                  <ul className="seats">
                    {held.map((ballot) => (
                      <Seat key={ballot.area.code} ballot={ballot} view={view} frame={frame} />
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Reuse
        frame={frame}
        page={page}
        links={[
          ...(view.chosen
            ? [{ href: `/${locale}${wallPath(election.slug)}`, label: t("directory.wall.link") }]
            : []),
          { href: `/${locale}${page}/calendar.ics`, label: t("directory.calendar.link") },
          { href: `/${locale}${page}/popolo.json`, label: "Popolo" },
          { href: `/${locale}${page}/democracy-club.csv`, label: "Democracy Club (CSV)" },
        ]}
      />
      <StructuredData data={thingsOf({ view, frame })} />
    </DocumentShell>
  );
}

/** The figures of the election with the files that hold them. */
function thingsOf({ view: { election, updatedAt }, frame }: Props) {
  const path = `/elections/${election.slug}`;
  const name = localized(election.name, frame.locale).text;
  const about = {
    name: election.name,
    description: frame.t("directory.changes.feed-description", { name }),
    path,
    updatedAt,
    days: election.rounds.map(({ date }) => date),
    files: [
      { path: `${path}/popolo.json`, type: "application/json" },
      { path: `${path}/democracy-club.csv`, type: "text/csv" },
    ],
  };
  return [datasetThing(about, frame)];
}

function noteOf({ chosen, updatedAt }: Props["view"], { t, locale }: Props["frame"]): string {
  const order = t("directory.order.code");
  if (!chosen || !updatedAt) return order;
  return `${order}, ${updatedWords(updatedAt, { t, locale, timeZone: chosen.timeZone })}`;
}

function FormChoice({ view: { forms, chosen, hasVariants }, frame: { t, locale } }: Props) {
  if (!chosen) return <p className="small quiet key-line">{t("directory.constituency.no-form")}</p>;
  return (
    <p className="small key-line">
      {t("directory.election.counted-on")}{" "}
      {forms.map((form, index) => {
        const title = localized(form.title, locale).text;
        return (
          <span key={form.id}>
            {index > 0 && " · "}
            {form.id === chosen.id ? <strong>{title}</strong> : <a href={`?form=${form.slug}`}>{title}</a>}
          </span>
        );
      })}
      {hasVariants && <span> {t("directory.election.variants")}</span>}
    </p>
  );
}

function Legend({ t }: Pick<Props["frame"], "t">) {
  return (
    <p className="small quiet key-line">
      {(["full", "half", "empty"] as const).map((kind) => (
        <span key={kind} className="nobr">
          <TallyKey kind={kind} /> {t(`directory.election.key-${kind}`)}
        </span>
      ))}
    </p>
  );
}

function Seat({ ballot, view, frame: { t, locale } }: Props & { ballot: CountedBallot }) {
  const { area, box, signed, candidacies } = ballot;
  const number = seatNumber(area);
  const label = number === null ? area.name : ordinal(number, locale);
  return (
    <li>
      <TallyKey kind={box} />
      <a href={`/${locale}${ballotPath(view.election.slug, area.code)}`}>
        {label}
        {number !== null && <span className="vh"> {t("directory.election.constituency")}</span>}
      </a>{" "}
      {view.chosen && (
        <span className="quiet">{t("directory.election.count", { signed, total: candidacies })}</span>
      )}
    </li>
  );
}
