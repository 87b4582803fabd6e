import { Button, ButtonLink } from "@/components/button";
import { Counts } from "@/components/desk-patterns";
import { Figure } from "@/components/figure";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import { abandonAction, checkAction, commitAction } from "../actions";
import type { PlanView } from "../queries";
import type { Preview } from "../schema";
import { Differences, Gone } from "./differences";
import { DoubtRow } from "./doubt-row";
import { ImportForm } from "./parts";

interface Props {
  readonly frame: Frame;
  readonly plan: PlanView;
  readonly preview: Preview;
}

/** Rows in doubt that a page can hold; the others are in the CSV, or come up when these are mended. */
const shown = 50;

/** The dry run: what would be written, what is in doubt and can be mended here, what would change, what is gone. */
export function PreviewView({ frame, plan, preview }: Props) {
  const { t, locale } = frame;
  const { created, updated, rejected, doubts } = preview;
  const decided = doubts.filter(({ line }) => plan.edits[String(line)]).length;
  const changesNothing = created + updated + rejected === 0;
  return (
    <>
      <Notice isStatus>
        <strong>{t("importing.screen.nothing-yet")}</strong>{" "}
        {changesNothing ? t("importing.command.nothing-changed") : t("importing.screen.would")}
      </Notice>
      <PreviewCounts frame={frame} preview={preview} />
      {doubts.length > 0 && (
        <Section
          title={t("importing.screen.doubts.title", { count: rejected })}
          note={t("importing.screen.doubts.decided", { decided, count: doubts.length })}
          links={[
            {
              href: `/${locale}/admin/imports/${plan.id}/rejects.csv`,
              label: t("importing.screen.doubts.download"),
            },
          ]}
        >
          {doubts.slice(0, shown).map((doubt, at) => (
            <DoubtRow
              key={`${doubt.line} ${at}`}
              frame={frame}
              planId={plan.id}
              doubt={doubt}
              headers={preview.headers}
              edit={plan.edits[String(doubt.line)] ?? null}
            />
          ))}
          {doubts.length > shown && (
            <p className="quiet">{t("importing.screen.doubts.more", { count: rejected - shown })}</p>
          )}
        </Section>
      )}
      <Differences frame={frame} preview={preview} />
      <Gone frame={frame} preview={preview} />
      <Acts frame={frame} plan={plan} preview={preview} />
    </>
  );
}

/** The counts of a dry run or of an import, side by side. */
export function PreviewCounts({ frame: { t, locale }, preview }: Omit<Props, "plan">) {
  const { created, updated, unchanged, substitutes, rejected, leftOut } = preview;
  const figure = (name: string, count: number, isAlarm = false) => (
    <Figure key={name} number={formatNumber(count, locale)} isAlarm={isAlarm}>
      {t(`importing.screen.counts.${name}`, { count })}
    </Figure>
  );
  return (
    <>
      <Counts>
        {figure("created", created)}
        {figure("updated", updated)}
        {figure("unchanged", unchanged)}
        {figure("substitutes", substitutes)}
        {figure("rejected", rejected, rejected > 0)}
      </Counts>
      <p className="caption">
        {[
          leftOut > 0 ? t("importing.screen.counts.left-out", { count: leftOut }) : "",
          preview.merged > 0 ? t("importing.screen.counts.merged", { count: preview.merged }) : "",
          preview.queued > 0 ? t("importing.screen.counts.queued", { count: preview.queued }) : "",
          t("importing.screen.counts.time", {
            rows: preview.rows,
            seconds: formatNumber(preview.seconds, locale, 1),
          }),
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
    </>
  );
}

function Acts({ frame, plan, preview }: Props) {
  const { t } = frame;
  const { created, updated, unchanged, rejected, rows } = preview;
  const count = created + updated;
  return (
    <div className="section">
      <div className="actions">
        {plan.isStale && (
          <ImportForm action={checkAction} frame={frame} id={plan.id}>
            <Button>{t("importing.screen.check-again")}</Button>
          </ImportForm>
        )}
        {!plan.isStale && count > 0 && (
          <ImportForm action={commitAction} frame={frame} id={plan.id}>
            <Button>{t("importing.screen.commit", { count })}</Button>
          </ImportForm>
        )}
        {!plan.isStale && count === 0 && (
          <ButtonLink kind="solid" href={`/${frame.locale}/admin/imports`}>
            {t("importing.screen.to-history")}
          </ButtonLink>
        )}
        <ImportForm action={abandonAction} frame={frame} id={plan.id}>
          <Button kind="neutral">{t("importing.screen.abandon")}</Button>
        </ImportForm>
      </div>
      <p className="caption">
        {plan.isStale
          ? t("importing.screen.stale")
          : t("importing.screen.sum", { created, updated, unchanged, rejected, rows })}
      </p>
    </div>
  );
}
