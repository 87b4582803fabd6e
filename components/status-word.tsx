import type { Translator } from "@/lib/core/i18n/translator";
import { type Mark, type MarkSize, StatusMark, toneOf } from "./status-mark";

const ANSWERS = new Set<Mark>(["yes", "with-reservation", "no"]);

/** The word of a status or of an answer, as a reader meets it. */
export function wordOf(t: Translator, mark: Mark): string {
  return t(`components.${ANSWERS.has(mark) ? "answer" : "status"}.${mark}`);
}

interface Props {
  readonly t: Translator;
  readonly mark: Mark;
  /** A public line always gives it for `signed` and `partly`. */
  readonly count?: { readonly yes: number; readonly total: number };
  readonly size?: MarkSize;
}

/** Mark, word and, for a signature, how many engagements of how many. */
export function StatusWord({ t, mark, count, size = 20 }: Props) {
  return (
    <span className={`status ${toneOf(mark)}`}>
      <StatusMark mark={mark} size={size} />
      <span>
        {wordOf(t, mark)}
        {count && <span className="status-count">, {t("components.status.count", count)}</span>}
      </span>
    </span>
  );
}
