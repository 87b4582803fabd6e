import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { ActionTold } from "@/components/client/action-told";
import { SelectAll } from "@/components/client/select-all";
import { PencilStrokes } from "@/components/pencil-strokes";
import { StatusWord } from "@/components/status-word";
import { Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate, formatNumber } from "@/lib/core/time";
import { assignCallsAction } from "../../calls/actions";
import { areaShort, type CandidateRow } from "../rules";
import type { CandidatesQuery } from "../schema";
import { address, type Props } from "./candidates-page";

/** The rows, to be ticked and given to one who calls or taken as a file: those of the page, or all that match. */
export function Bulk(props: Props) {
  const { frame, form, callers, candidates } = props;
  const { t, locale } = frame;
  if (!callers) return <Rows {...props} />;
  const search = address(props, {}).split("?")[1] ?? "";
  const all = t("outreach.candidates.pick-all", { count: candidates.total });
  return (
    <ActionForm
      action={assignCallsAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="formId" value={form.id} />
      <div className="filters bulk">
        <SelectAll name="candidacies" label={t("outreach.candidates.pick-page")} />
        {candidates.pages > 1 && (
          <label className="check">
            <input type="checkbox" className="tick" name="matching" value={search} />
            <span>{all}</span>
          </label>
        )}
        {callers.length > 0 && (
          <>
            <ActionField
              kind="select"
              name="userId"
              label={t("outreach.candidates.give-to")}
              options={callers.map(({ userId, name }) => ({ value: userId, label: name }))}
            />
            <Button kind="neutral">{t("outreach.candidates.give")}</Button>
          </>
        )}
        <Button
          kind="quiet"
          name="rows"
          value="ticked"
          formAction={`/${locale}/desk/forms/${form.id}/candidates/view.csv`}
          formMethod="get"
        >
          {t("outreach.candidates.csv-ticked")}
        </Button>
        <ActionTold text={t("outreach.candidates.given", { count: "{count}" })} />
      </div>
      <Rows {...props} />
    </ActionForm>
  );
}

/** The head of a column that the rows can be ordered by, as a link that turns the order round. */
function sortable(props: Props, sort: CandidatesQuery["sort"], label: string) {
  const { query } = props;
  const isCurrent = query.sort === sort;
  const dir = isCurrent && query.dir === "asc" ? "desc" : "asc";
  const order = query.dir === "asc" ? ("ascending" as const) : ("descending" as const);
  return {
    head: (
      <a href={address(props, { sort, dir })} className="sort">
        {label}
        {isCurrent && (
          <span aria-hidden>
            {"\u00a0"}
            {query.dir === "asc" ? "\u2191" : "\u2193"}
          </span>
        )}
      </a>
    ),
    ...(isCurrent ? { sort: order } : {}),
  };
}

function PickBox({ row, frame }: CellProps) {
  return (
    <label className="row-pick">
      <input type="checkbox" className="tick" name="candidacies" value={row.publicId} />
      <span className="vh">{frame.t("outreach.candidates.pick-one", { name: row.name })}</span>
    </label>
  );
}

function Rows(props: Props) {
  const { frame, candidates } = props;
  const { t } = frame;
  const head = (id: string) => t(`outreach.candidates.head-${id}`);
  const by = (sort: CandidatesQuery["sort"], id: string) => sortable(props, sort, head(id));
  const pick = {
    id: "pick",
    head: <span className="vh">{t("outreach.candidates.pick")}</span>,
    cell: (row: CandidateRow) => <PickBox row={row} frame={frame} />,
  };
  return (
    <Table
      caption={t("outreach.candidates.title")}
      rows={candidates.rows}
      rowKey={({ publicId }) => publicId}
      columns={[
        ...(props.callers ? [pick] : []),
        {
          id: "name",
          ...by("name", "name"),
          isRowHead: true,
          cell: (row) => <Name {...props} row={row} />,
        },
        {
          id: "area",
          ...by("area", "area"),
          isInline: true,
          cell: (row) => <Area row={row} frame={frame} />,
        },
        {
          id: "parties",
          head: head("parties"),
          isInline: true,
          cell: ({ parties }) => parties.join(", ") || "—",
        },
        { id: "status", ...by("status", "status"), cell: (row) => <Status row={row} frame={frame} /> },
        {
          id: "requests",
          ...by("requests", "requests"),
          label: head("requests"),
          isInline: true,
          cell: (row) => <Requests row={row} frame={frame} />,
        },
        { id: "last", ...by("last", "last"), isInline: true, cell: (row) => <Last {...props} row={row} /> },
      ]}
    />
  );
}

interface CellProps {
  readonly row: CandidateRow;
  readonly frame: Frame;
}

function Name({ row, frame, form }: CellProps & Pick<Props, "form">) {
  return (
    <>
      <a href={`/${frame.locale}/desk/forms/${form.id}/candidates/${row.publicId}`}>{row.name}</a>
      {row.substitute && (
        <span className="caption block">{frame.t("outreach.candidates.and", { name: row.substitute })}</span>
      )}
    </>
  );
}

/** The seat's number with its ending raised. */
function Area({ row, frame }: CellProps) {
  const short = areaShort(row, frame.locale);
  const [, before, ending] = /^(.*, \d+)(re|e)$/.exec(short) ?? [];
  if (!before) return short;
  return (
    <span>
      {before}
      <sup>{ending}</sup>
    </span>
  );
}

function Status({ row, frame }: CellProps) {
  const { t } = frame;
  const count = row.count && row.status !== "withdrawn" ? { count: row.count } : {};
  return <StatusWord t={t} mark={row.status} size={16} {...count} />;
}

function Requests({ row, frame }: CellProps) {
  if (row.requests === 0) return <span className="quiet">{frame.t("outreach.candidates.no-request")}</span>;
  return (
    <span className="nobr">
      {formatNumber(row.requests, frame.locale)} <PencilStrokes count={row.requests} />
    </span>
  );
}

/** The last known fact, and what only the NGO knows. */
function Last({ row, frame, form, ctx }: CellProps & Pick<Props, "form" | "ctx">) {
  const { t, locale } = frame;
  const thisYear = new RegExp(` ${ctx.now.getUTCFullYear()}$`);
  const day = (at: Date) => formatDate(at, locale, form.timeZone).replace(thisYear, "");
  const facts = [
    row.isNotMe ? t("outreach.candidates.not-me") : "",
    row.isStopped ? t("outreach.candidates.stopped") : "",
    row.decline && !row.decline.isPublic
      ? t("outreach.candidates.declined-privately", { date: day(row.decline.at) })
      : "",
    row.decline?.isPublic ? t("outreach.candidates.declined", { date: day(row.decline.at) }) : "",
    row.signedAt && !row.isWithdrawn ? t("outreach.candidates.signed", { date: day(row.signedAt) }) : "",
    row.isWithdrawn ? t("outreach.candidates.withdrawn") : "",
  ].filter(Boolean);
  if (facts.length > 0) return facts.join(", ");
  if (row.lastRequest) return t("outreach.candidates.asked", { date: day(row.lastRequest) });
  if (row.hasContact) return <span className="quiet">{t("outreach.candidates.not-yet-asked")}</span>;
  return t("outreach.candidates.no-address");
}
