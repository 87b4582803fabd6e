import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import type { ElectionsView } from "../documents";

/** All elections, the current one first. */
export function ElectionsPage({ view, frame }: ViewProps<ElectionsView>) {
  const { t, locale } = frame;
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
        <ul className="rows">
          {view.elections.map((election) => (
            <li key={election.id}>
              <p className="h3">
                <a href={`/${locale}/elections/${election.slug}`}>{localized(election.name, locale).text}</a>
              </p>
              <p className="small quiet">
                {election.rounds
                  .map(({ number, date }) =>
                    t("directory.election.round", { round: number, date: formatDate(date, locale) }),
                  )
                  .join(" ")}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </DocumentShell>
  );
}
