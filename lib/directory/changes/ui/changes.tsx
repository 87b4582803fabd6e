import { CopyButton } from "@/components/copy-button";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Field, fieldId } from "@/components/field";
import { PageTitle, Section } from "@/components/section";
import { Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { formatDate, formatNumber, formatTime } from "@/lib/core/time";
import { FeedHead, Reuse } from "../../ui/reuse";
import type { ChangedDay, ChangesView } from "../documents";
import type { Change } from "../queries";
import { GROUPS } from "../rules";
import { chartSvg } from "./chart";
import { detailsOf, pageOf, sentenceOf } from "./words";

type Props = ViewProps<ChangesView>;

const dateOf = (day: string, frame: Frame) => formatDate(new Date(`${day}T00:00:00Z`), frame.locale);

/** What was signed, changed, withdrawn and nominated, day by day: the newest days on which something happened. */
export function ChangesPage({ view, frame }: Props) {
  const { t } = frame;
  const title = t("directory.changes.title");
  return (
    <DocumentShell
      frame={frame}
      title={title}
      description={t("directory.changes.deck")}
      hasQuestions
      head={<FeedHead frame={frame} page="/changes" />}
    >
      <PageTitle title={title} deck={<p>{t("directory.changes.deck")}</p>} />
      {view.days.length === 0 ? (
        <div className="section">
          <EmptyState title={t("directory.changes.none")} />
        </div>
      ) : (
        <>
          <Figures view={view} frame={frame} />
          {view.days.map((day) => (
            <Day key={day.day} day={day} frame={frame} />
          ))}
        </>
      )}
      <Reuse frame={frame} page="/changes" />
    </DocumentShell>
  );
}

/** The signatures of each day as a chart to take away, and every figure in a table. */
function Figures({ view: { days }, frame }: Props) {
  const { t, locale, origin } = frame;
  const title = t("directory.changes.chart");
  const host = new URL(origin).host;
  const bars = days.map(({ day, counts }) => {
    const value = counts.signed + counts.changed;
    return { label: dateOf(day, frame), value, said: formatNumber(value, locale) };
  });
  const svg = chartSvg({ title, credit: t("directory.changes.credit", { host }) }, bars);
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const alt = bars.map(({ label, said }) => `${label}, ${said}`).join(" ; ");
  return (
    <Section title={t("directory.changes.figures")} note={t("directory.changes.known")}>
      {/* biome-ignore lint/performance/noImgElement: documents are plain React, without Next's images */}
      <img className="framed" src={address} alt={`${title}. ${alt}`} width={640} />
      <details className="stack">
        <summary>{t("directory.changes.take")}</summary>
        <p className="small">
          <a href={address} download="signatures.svg">
            {t("directory.changes.download")}
          </a>
        </p>
        <Field
          kind="textarea"
          name="svg"
          label={t("directory.changes.source")}
          readOnly
          rows={4}
          defaultValue={svg}
        />
        <CopyButton
          of={fieldId("svg")}
          label={t("directory.changes.copy")}
          done={t("directory.embed.copied")}
        />
      </details>
      <Table
        caption={t("directory.changes.table")}
        columns={[
          {
            id: "day",
            head: t("directory.changes.day"),
            cell: ({ day }) => dateOf(day, frame),
            isRowHead: true,
          },
          ...GROUPS.map((group) => ({
            id: group,
            head: t(`directory.changes.group.${group}`),
            label: t(`directory.changes.group.${group}`),
            cell: ({ counts }: ChangedDay) => formatNumber(counts[group], locale),
            isNumber: true,
          })),
        ]}
        rows={days}
        rowKey={({ day }) => day}
        onPhone="records"
      />
    </Section>
  );
}

function Day({ day: { day, total, changes }, frame }: { readonly day: ChangedDay; readonly frame: Frame }) {
  const { t, locale } = frame;
  const left = total - changes.length;
  return (
    <Section
      id={`d-${day}`}
      title={dateOf(day, frame)}
      note={t("directory.changes.count", { count: total, number: formatNumber(total, locale) })}
    >
      <ul className="rows">
        {changes.map((change) => (
          <Row key={change.key} change={change} frame={frame} />
        ))}
      </ul>
      {left > 0 && (
        <p className="small quiet">
          {t("directory.changes.left", { count: left, number: formatNumber(left, locale) })}
        </p>
      )}
    </Section>
  );
}

function Row({ change, frame }: { readonly change: Change; readonly frame: Frame }) {
  return (
    <li className="fact">
      <time className="small quiet" dateTime={change.at.toISOString()}>
        {formatTime(change.at, frame.locale, change.timeZone)}
      </time>
      <div>
        <p>
          <a href={`/${frame.locale}${pageOf(change)}`}>{sentenceOf(change, frame)}</a>
        </p>
        <p className="small quiet">{detailsOf(change, frame).join(" · ")}</p>
      </div>
    </li>
  );
}
