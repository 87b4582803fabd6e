import { Button, ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { formatInstant } from "@/lib/core/time";
import { undoAction } from "../actions";
import type { PlanView } from "../queries";
import { UNDO_HOURS } from "../rules";
import { Differences, Gone } from "./differences";
import { ImportForm } from "./parts";
import { PreviewCounts } from "./preview-view";

/** What was written, what to do next, and the way back while there is one. */
export function WrittenView({ frame, plan }: { frame: Frame; plan: PlanView }) {
  const { t, locale } = frame;
  const { run, preview } = plan;
  if (!run || !preview) return null;
  const when = (instant: Date) => formatInstant(instant, locale, "Europe/Paris");
  return (
    <>
      <Notice isStatus>
        {run.undoneAt ? (
          <>
            <strong>{t("importing.screen.undone")}</strong>{" "}
            {t("importing.screen.undone-at", { at: when(run.undoneAt) })}
          </>
        ) : (
          <>
            <strong>{t("importing.screen.written")}</strong>{" "}
            {t("importing.screen.written-at", { at: when(run.at) })}
          </>
        )}
      </Notice>
      <PreviewCounts frame={frame} preview={preview} />
      <div className="actions">
        {run.slug && (
          <ButtonLink kind="solid" href={`/${locale}/elections/${run.slug}`}>
            {t("importing.screen.see")}
          </ButtonLink>
        )}
        {preview.rejected > 0 && (
          <ButtonLink kind="neutral" href={`/${locale}/admin/imports/${plan.id}/rejects.csv`} download>
            {t("importing.screen.doubts.download")}
          </ButtonLink>
        )}
        <ButtonLink kind="neutral" href={`/${locale}/admin/imports/new`}>
          {t("importing.screen.another")}
        </ButtonLink>
      </div>
      <Differences frame={frame} preview={preview} />
      <Gone frame={frame} preview={preview} />
      {!run.undoneAt && (
        <Section title={t("importing.screen.undo.title")}>
          {run.canUndo ? (
            <ImportForm action={undoAction} frame={frame} id={run.id}>
              <p>
                {t("importing.screen.undo.until", {
                  at: when(new Date(run.at.getTime() + UNDO_HOURS * 3_600_000)),
                })}
              </p>
              <div className="actions">
                <Button kind="outlined">{t("importing.screen.undo.act")}</Button>
              </div>
            </ImportForm>
          ) : (
            <p className="quiet">{t("importing.errors.too-late")}</p>
          )}
        </Section>
      )}
    </>
  );
}
