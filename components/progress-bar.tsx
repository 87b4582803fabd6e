import type { Translator } from "@/lib/core/i18n/translator";
import { type PublicStatus, StatusMark, toneOf } from "./status-mark";

const ORDER = ["signed", "partly", "declined", "no-public-answer", "not-asked"] as const;

interface Props {
  readonly t: Translator;
  readonly counts: Readonly<Record<PublicStatus, number>>;
  /** Makes pattern ids unique where a page holds several bars. */
  readonly id: string;
  /** Sentence per status with its count, e.g. "369 ont signé"; a status without one stays out of the legend. */
  readonly legend: Readonly<Partial<Record<PublicStatus, string>>>;
}

/** Progress of a form, true to scale: solid, vertical hatch, diagonal hatch, blank with a line, dotted. */
export function ProgressBar({ t, counts, id, legend }: Props) {
  const total = ORDER.reduce((sum, status) => sum + counts[status], 0);
  let before = 0;
  const parts = ORDER.map((status) => {
    const from = before;
    before += counts[status];
    return { status, x: percent(from, total), width: percent(counts[status], total) };
  });
  return (
    <div>
      <svg className="bar" role="img" aria-label={t("components.progress.label")}>
        <Hatches id={id} />
        {parts
          .filter((part) => counts[part.status] > 0)
          .map((part) => (
            <Part key={part.status} id={id} {...part} />
          ))}
      </svg>
      <ul className="legend-row">
        {ORDER.filter((status) => legend[status]).map((status) => (
          <li key={status}>
            <StatusMark mark={status} size={16} />
            {legend[status]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Hatches({ id }: { id: string }) {
  const shared = { height: 24, patternUnits: "userSpaceOnUse", stroke: "currentColor", strokeWidth: 2 };
  return (
    <defs>
      <pattern id={`${id}-v`} width="5" className="s-partly" {...shared}>
        <path d="M1.5 0v24" strokeWidth="3" />
      </pattern>
      <pattern id={`${id}-d`} width="8" className="s-declined" {...shared}>
        <path d="M-4 12L8-24M-4 24L12-24M-4 36L16-24M-4 48L16-12M-4 60L16 0" strokeWidth="1.5" />
      </pattern>
    </defs>
  );
}

function Part({ id, status, x, width }: { id: string; status: PublicStatus; x: string; width: string }) {
  const box = { x, width, y: 1, height: 22, className: toneOf(status), stroke: "currentColor" };
  if (status === "signed") return <rect {...box} fill="currentColor" />;
  if (status === "partly") return <rect {...box} fill={`url(#${id}-v)`} />;
  if (status === "declined") return <rect {...box} fill={`url(#${id}-d)`} />;
  if (status === "not-asked") return <rect {...box} fill="none" strokeDasharray="2 2" />;
  return (
    <>
      <rect {...box} fill="none" />
      <rect className={box.className} fill="currentColor" x={x} width={width} y="17" height="1" />
    </>
  );
}

function percent(part: number, total: number): string {
  return `${total === 0 ? 0 : Math.round((part / total) * 10000) / 100}%`;
}

/** A short bar of one share, beside the figure that it draws. */
export function Gauge({ part, total }: { part: number; total: number }) {
  return (
    <svg className="gauge" aria-hidden="true">
      <rect x=".5" y=".5" width="107" height="7" fill="none" stroke="currentColor" />
      <rect className="s-signed" fill="currentColor" width={percent(part, total)} height="8" />
    </svg>
  );
}

/** One full-width measure of the desk's funnel. */
export function Measure({ part, total, isAct }: { part: number; total: number; isAct?: boolean }) {
  return (
    <svg className="bar" aria-hidden="true">
      <rect className={isAct ? "fill-act" : "fill-t3"} width={percent(part, total)} height="24" />
      <rect className="edge" x=".5" y=".5" width="100%" height="23" fill="none" />
    </svg>
  );
}
