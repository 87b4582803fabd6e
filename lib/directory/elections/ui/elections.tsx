import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Measure } from "@/components/progress-bar";
import { PageTitle, Pair } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { signedOf } from "../../standing/rules";
import type { ElectionsView } from "../documents";

/** All elections, the current one first. */
export function ElectionsPage({ view, frame }: ViewProps<ElectionsView>) {
  const { t } = frame;
  return (
    <DocumentShell
      frame={frame}
      title={t("directory.elections.title")}
      description={t("directory.elections.deck")}
    >
      <PageTitle title={t("directory.elections.title")} deck={<p>{t("directory.elections.deck")}</p>} />
      <div className="section">
        {view.elections.length === 0 && (
          <EmptyState title={t("directory.elections.empty-title")}>
            <p>{t("directory.elections.empty")}</p>
          </EmptyState>
        )}
        {view.elections.map((one) => (
          <Election key={one.election.id} one={one} frame={frame} />
        ))}
      </div>
    </DocumentShell>
  );
}

/** An election by its name and dates, and how many signed each of its forms. */
function Election({ one, frame }: { one: ElectionsView["elections"][number]; frame: Frame }) {
  const { t, locale } = frame;
  const { election, forms } = one;
  const rounds = election.rounds.map(({ number, date }) =>
    t("directory.election.round", { round: number, date: formatDate(date, locale) }),
  );
  return (
    <Pair>
      <div>
        <h2 className="h3">
          <a href={`/${locale}/elections/${election.slug}`}>{localized(election.name, locale).text}</a>
        </h2>
        <p className="small quiet">{rounds.join(" ")}</p>
      </div>
      <ul>
        {forms.map(({ form, counts, candidacies }) => {
          const title = localized(form.title, locale);
          const signed = signedOf(counts);
          return (
            <li key={form.id} className="counted-form">
              <a href={`/${locale}/forms/${form.slug}`} lang={title.lang}>
                {title.text}
              </a>
              <Measure part={signed} total={candidacies} isAct />
              <p className="small">
                <b>{formatNumber(signed, locale)}</b>{" "}
                {t("directory.home.signed", { count: signed, total: formatNumber(candidacies, locale) })}
              </p>
            </li>
          );
        })}
      </ul>
    </Pair>
  );
}
