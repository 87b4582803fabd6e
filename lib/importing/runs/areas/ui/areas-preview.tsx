import { Button, ButtonLink } from "@/components/button";
import { Counts } from "@/components/desk-patterns";
import { Figure } from "@/components/figure";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import { abandonAction, checkAction, commitAction } from "../../actions";
import type { PlanView } from "../../queries";
import type { Preview } from "../../schema";
import { ImportForm } from "../../ui/parts";
import { Refused } from "../../ui/refused";
import { areasAction } from "../actions";
import { areaTexts } from "./area-texts";
import { AreaFiles } from "./areas-page";

interface Props {
  readonly frame: Frame;
  readonly plan: PlanView;
}

/** Rows in doubt that a page can hold; the CSV has them all. */
const shown = 50;

/** The dry run of a set of areas: which files, what would be written, what is left out and why. */
export function AreasPreview({ frame, plan }: Props) {
  const { t } = frame;
  const { preview, refusal } = plan;
  const changesNothing = preview !== null && preview.created + preview.updated === 0;
  return (
    <>
      {refusal && <Refused t={t} refusal={refusal} file={plan.fileName} />}
      {preview && !refusal && (
        <>
          <Notice isStatus>
            <strong>{t("importing.screen.nothing-yet")}</strong>{" "}
            {changesNothing ? t("importing.command.nothing-changed") : t("importing.screen.areas.would")}
          </Notice>
          <AreasTold frame={frame} plan={plan} preview={preview} />
        </>
      )}
      <div className="actions">
        {preview && !refusal && !changesNothing && (
          <ImportForm action={commitAction} frame={frame} id={plan.id}>
            <Button>{t("importing.screen.areas.commit")}</Button>
          </ImportForm>
        )}
        {refusal && (
          <ImportForm action={checkAction} frame={frame} id={plan.id}>
            <Button>{t("importing.screen.check-again")}</Button>
          </ImportForm>
        )}
        {changesNothing && (
          <ButtonLink kind="solid" href={`/${frame.locale}/admin/imports`}>
            {t("importing.screen.to-history")}
          </ButtonLink>
        )}
        <ImportForm action={abandonAction} frame={frame} id={plan.id}>
          <Button kind="neutral">{t("importing.screen.abandon")}</Button>
        </ImportForm>
      </div>
      <Section title={t("importing.screen.areas.add")} note={t("importing.screen.areas.add-note")}>
        <ImportForm action={areasAction} frame={frame} id={plan.id} texts={areaTexts(frame)}>
          <AreaFiles frame={frame} />
          <div className="actions">
            <Button kind="outlined">{t("importing.screen.areas.add-do")}</Button>
          </div>
        </ImportForm>
      </Section>
    </>
  );
}

/** What was written, and the list of candidates that can be read now. */
export function AreasWritten({ frame, plan }: Props) {
  const { t, locale } = frame;
  if (!plan.preview) return null;
  return (
    <>
      <Notice isStatus>
        <strong>{t("importing.screen.written")}</strong> {t("importing.screen.areas.written")}
      </Notice>
      <div className="actions">
        <ButtonLink kind="solid" href={`/${locale}/admin/imports/new`}>
          {t("importing.screen.areas.next")}
        </ButtonLink>
        <ButtonLink kind="neutral" href={`/${locale}/constituencies`}>
          {t("importing.screen.areas.see")}
        </ButtonLink>
      </div>
      <AreasTold frame={frame} plan={plan} preview={plan.preview} />
      <p className="caption">{t("importing.errors.areas-stay")}</p>
    </>
  );
}

function AreasTold({ frame, plan, preview }: Props & { preview: Preview }) {
  const { t, locale } = frame;
  const { created, updated, unchanged, rejected, rows, seconds } = preview;
  const { constituencies = 0, split = 0, unassigned = [] } = preview.areas ?? {};
  const figure = (name: string, count: number, isAlarm = false) => (
    <Figure key={name} number={formatNumber(count, locale)} isAlarm={isAlarm}>
      {t(`importing.screen.areas.counts.${name}`, { count })}
    </Figure>
  );
  return (
    <>
      <Counts>
        {figure("constituencies", constituencies)}
        {figure("created", created)}
        {figure("updated", updated)}
        {figure("unchanged", unchanged)}
        {figure("rejected", rejected, rejected > 0)}
      </Counts>
      <p className="caption">
        {[
          split > 0 ? t("importing.screen.areas.split", { count: split }) : "",
          unassigned.length > 0
            ? t("importing.command.unassigned", { count: unassigned.length, names: named(unassigned) })
            : "",
          t("importing.screen.counts.time", { rows, seconds: formatNumber(seconds, locale, 1) }),
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
      <Files frame={frame} plan={plan} />
      {preview.doubts.length > 0 && <Doubts frame={frame} plan={plan} preview={preview} />}
    </>
  );
}

const named = (names: readonly string[]) =>
  names.length > 12 ? `${names.slice(0, 12).join(", ")}…` : `${names.join(", ")}.`;

function Files({ frame: { t }, plan }: Props) {
  return (
    <Section title={t("importing.screen.areas.given")}>
      <Table
        caption={t("importing.screen.areas.given")}
        rows={plan.settings.files}
        rowKey={({ hash }) => hash}
        columns={[
          {
            id: "file",
            head: t("importing.screen.history.file"),
            cell: ({ name }) => name,
            isRowHead: true,
          },
          {
            id: "content",
            head: t("importing.screen.areas.content"),
            cell: ({ content }) => t(`importing.screen.areas.contents.${content}`),
          },
        ]}
      />
    </Section>
  );
}

function Doubts({ frame: { t, locale }, plan, preview }: Props & { preview: Preview }) {
  const title = t("importing.screen.doubts.title", { count: preview.rejected });
  return (
    <Section
      title={title}
      note={t("importing.screen.areas.doubts-note")}
      links={[
        {
          href: `/${locale}/admin/imports/${plan.id}/rejects.csv`,
          label: t("importing.screen.doubts.download"),
        },
      ]}
    >
      <Table
        caption={title}
        rows={preview.doubts.slice(0, shown)}
        rowKey={({ file, line, reason }) => `${file} ${line} ${reason}`}
        columns={[
          { id: "file", head: t("importing.screen.history.file"), cell: ({ file }) => file, isRowHead: true },
          {
            id: "line",
            head: t("importing.screen.csv.line"),
            cell: ({ line }) => formatNumber(line, locale),
            isNumber: true,
          },
          {
            id: "reason",
            head: t("importing.screen.csv.reason"),
            cell: ({ reason }) => t(`importing.rejected.${reason}`),
          },
        ]}
      />
    </Section>
  );
}
