import type { ReactNode } from "react";
import type { Translator } from "@/lib/core/i18n/translator";
import { PencilStrokes } from "./pencil-strokes";
import { type Mark, StatusMark, toneOf } from "./status-mark";
import { wordOf } from "./status-word";

export interface Entry {
  readonly id: string;
  /** Panel number, or the place in the stated order. */
  readonly number?: number | string;
  readonly name: string;
  readonly href: string;
  readonly mark: Mark;
  readonly count?: { readonly yes: number; readonly total: number };
  /** How often the NGO asked; said with its strokes where the answer is silence. */
  readonly requests?: number;
  readonly substitute?: ReactNode;
  readonly nominations?: ReactNode;
  /** How and when it was signed, or the record of requests. */
  readonly proof?: ReactNode;
}

interface Props {
  readonly t: Translator;
  readonly entries: readonly Entry[];
}

/** The sheet above the fold on a wide screen, one column per candidacy; on a phone `SheetRows` says the same. */
export function SheetColumns({ t, entries }: Props) {
  return (
    <ol className="columns">
      {entries.map((entry) => (
        <li key={entry.id}>
          <StatusMark mark={entry.mark} size={40} />
          <span className="num">{entry.number}</span>
          <a className="entry-name" href={`#c-${entry.id}`}>
            {entry.name}
          </a>
          <Said t={t} entry={entry} />
        </li>
      ))}
    </ol>
  );
}

/** Every candidacy in the neutral order: 45 px rows that open on a phone, whole rows on a wide screen and in print. */
export function SheetRows({ t, entries }: Props) {
  return (
    <ol className="sheet">
      {entries.map((entry) => (
        <li key={entry.id} className="entry" id={`c-${entry.id}`}>
          <span className="num">{entry.number}</span>
          <div>
            <a className="entry-name" href={entry.href}>
              {entry.name}
            </a>
            <Said t={t} entry={entry} />
          </div>
          <StatusMark mark={entry.mark} size={28} />
          <details>
            <summary>
              <span className="vh">{t("components.sheet.more", { name: entry.name })}</span>
            </summary>
            <div className="entry-more">
              <div className="quiet">{entry.substitute}</div>
              <div>{entry.nominations}</div>
              <div>{entry.proof}</div>
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

function Said({ t, entry }: { t: Translator; entry: Entry }) {
  const { mark, count, requests } = entry;
  return (
    <span className={`entry-said ${toneOf(mark)}`}>
      {wordOf(t, mark)}
      {count && <span className="status-count">, {t("components.status.count-short", count)}</span>}
      {mark === "no-public-answer" && requests !== undefined && requests > 0 && (
        <>
          ,{" "}
          <span className="nobr">
            {t("components.requests-short", { count: requests })}
            <PencilStrokes count={requests} />
          </span>
        </>
      )}
    </span>
  );
}
