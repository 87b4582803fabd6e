import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { ordinals } from "@/components/ordinals";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { slugOf } from "@/lib/core/slug";
import { formatDate } from "@/lib/core/time";
import { deskTabs } from "@/lib/forms/ui/form-desk";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import { closeReportAction } from "../actions";
import type { Report, Reports } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly reports: Reports;
}

/** The errors that readers reported, on the NGOs' desk. */
export function ReportsPage({ frame, ctx, reports }: Props) {
  const title = frame.t("citizens.reports.title");
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} tabs={deskTabs(frame, "reports")}>
      <DeskHead title={title} deck={frame.t("citizens.reports.deck", { count: reports.open })} />
      <Rows
        frame={frame}
        reports={reports}
        mayCorrect={ctx.actor.kind === "member" && ctx.actor.isOperator}
      />
    </DeskPage>
  );
}

/** The same for the operator: of all elections. */
export function AdminReportsPage({ frame, ctx, reports }: Props) {
  const title = frame.t("citizens.reports.title");
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="reports">
      <DeskHead title={title} deck={frame.t("citizens.reports.deck", { count: reports.open })} />
      <Rows frame={frame} reports={reports} mayCorrect />
    </AdminPage>
  );
}

interface Mandate {
  /** Only the operator changes a candidacy. */
  readonly mayCorrect: boolean;
}

function Rows({ frame, reports, mayCorrect }: Omit<Props, "ctx"> & Mandate) {
  const { t } = frame;
  const open = reports.rows.filter(({ state }) => state === "new");
  const closed = reports.rows.filter(({ state }) => state !== "new");
  return (
    <>
      <Section title={t("citizens.reports.open")}>
        {open.length === 0 ? (
          <EmptyState title={t("citizens.reports.none")}>{t("citizens.reports.none-text")}</EmptyState>
        ) : (
          open.map((report) => <Open key={report.id} frame={frame} report={report} mayCorrect={mayCorrect} />)
        )}
      </Section>
      {closed.length > 0 && (
        <Section title={t("citizens.reports.closed")}>
          <ul className="rows">
            {closed.map((report) => (
              <li key={report.id} className="stack">
                <About frame={frame} report={report} />
                <p className="small">
                  <strong>{t(`citizens.reports.${report.state}`)}</strong> {report.note}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

interface RowProps {
  readonly frame: Frame;
  readonly report: Report;
}

function About({ frame: { t, locale }, report }: RowProps) {
  const { candidacy, name, area, at, what, source } = report;
  return (
    <>
      <h3 className="h3">
        <a href={`/${locale}/candidacies/${candidacy}-${slugOf(name)}`}>{name}</a>{" "}
        <span className="small quiet">{ordinals(`${area}, ${formatDate(at, locale)}`)}</span>
      </h3>
      <p className="measure pre">{what}</p>
      {source && <p className="small quiet">{t("citizens.reports.source", { source })}</p>}
    </>
  );
}

function Open({ frame, report, mayCorrect }: RowProps & Mandate) {
  const { t, locale } = frame;
  return (
    <article className="stack review-row">
      <About frame={frame} report={report} />
      {mayCorrect ? (
        <a href={`/${locale}/admin/candidacies/${report.candidacy}?add=correction#add`}>
          {t("citizens.reports.open-correction")}
        </a>
      ) : (
        <p className="small quiet">{t("citizens.reports.passed-on")}</p>
      )}
      <ActionForm
        action={closeReportAction}
        texts={errorTexts(locale, "citizens", "organizations")}
        room="citizens"
        wrong={t("components.errors.title", { count: 1 })}
      >
        <input type="hidden" name="reportId" value={report.id} />
        <ActionField
          kind="textarea"
          rows={2}
          name="note"
          id={`note-${report.id}`}
          label={t(report.wantsAnswer ? "citizens.reports.answer" : "citizens.reports.note")}
        />
        <div className="actions">
          {mayCorrect && (
            <Button name="state" value="corrected">
              {t("citizens.reports.correct")}
            </Button>
          )}
          <Button kind="neutral" name="state" value="refused">
            {t("citizens.reports.refuse")}
          </Button>
        </div>
      </ActionForm>
    </article>
  );
}
