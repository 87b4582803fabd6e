import { Counts } from "@/components/desk-patterns";
import { Figure } from "@/components/figure";
import { Notice } from "@/components/notice";
import { Table } from "@/components/table";
import type { Locale } from "@/lib/core/i18n/locale";
import type { ContactsReport, Rejected } from "../schema";

interface Props {
  readonly report: ContactsReport;
  readonly texts: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

const SHOWN = 100;

/** The key of a word beside a number: its singular is kept under `-one`. */
export function counted(word: string, count: number, locale: Locale): string {
  return new Intl.PluralRules(locale).select(count) === "one" ? `${word}-one` : word;
}

/** What a table of addresses holds, and each row in doubt with its line, column and reason. */
export function ReportView({ report, texts, locale }: Props) {
  const t = (word: string) => texts[`outreach.upload.${word}`] ?? word;
  const number = (value: number) => value.toLocaleString(locale === "fr" ? "fr-FR" : "en-GB");
  const word = (name: string, count: number) => t(counted(name, count, locale));
  const { rows, created, unchanged, rejected, isSaved } = report;
  return (
    <>
      <Notice isStatus>
        <strong>{t(isSaved ? "saved" : created === 0 ? "saved-none" : "nothing-written")}</strong>
      </Notice>
      <Counts>
        <Figure number={number(rows)}>{word("rows", rows)}</Figure>
        <Figure number={number(created)}>{word("created", created)}</Figure>
        <Figure number={number(unchanged)}>{word("unchanged", unchanged)}</Figure>
        <Figure number={number(rejected.length)} isAlarm={rejected.length > 0}>
          {word("rejected", rejected.length)}
        </Figure>
      </Counts>
      {rejected.length > 0 && <Doubts rejected={rejected} texts={texts} />}
    </>
  );
}

function Doubts({ rejected, texts }: { rejected: readonly Rejected[]; texts: Props["texts"] }) {
  const t = (word: string) => texts[`outreach.upload.${word}`] ?? word;
  const reason = (row: Rejected) => texts[`outreach.reasons.${row.reason}`] ?? row.reason;
  return (
    <div className="section">
      <div className="section-head">
        <h3 className="h3">{t("rejected-title")}</h3>
        <p className="links">
          <a download="lignes-ecartees.csv" href={asCsv(rejected, texts)}>
            {t("rejected-download")}
          </a>
        </p>
      </div>
      <Table
        caption={t("rejected-title")}
        rows={rejected.slice(0, SHOWN)}
        rowKey={(row) => `${row.line} ${row.column} ${row.reason}`}
        columns={[
          {
            id: "line",
            head: t("line"),
            isRowHead: true,
            cell: ({ line }) => `${t("line")} ${line}`,
          },
          { id: "column", head: t("column"), cell: ({ column }) => column },
          { id: "reason", head: t("reason"), cell: reason },
          { id: "detail", head: t("detail"), cell: ({ detail }) => detail },
        ]}
      />
      {rejected.length > SHOWN && (
        <p className="small quiet">{t("rejected-more").replace("{count}", String(SHOWN))}</p>
      )}
    </div>
  );
}

/** The rows in doubt as a file; a cell that a spreadsheet would run as a formula is disarmed. */
function asCsv(rejected: readonly Rejected[], texts: Props["texts"]): string {
  const cell = (value: string) => `"${value.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const head = ["line", "column", "reason", "detail"].map((word) => texts[`outreach.upload.${word}`] ?? word);
  const lines = rejected.map(({ line, column, reason, detail }) => [
    String(line),
    column,
    texts[`outreach.reasons.${reason}`] ?? reason,
    detail,
  ]);
  const text = [head, ...lines].map((cells) => cells.map(cell).join(";")).join("\r\n");
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${text}\r\n`)}`;
}
