import type { ReactNode } from "react";
import type { Translator } from "@/lib/core/i18n/translator";
import { type Answer, type Mark, StatusMark } from "./status-mark";
import { wordOf } from "./status-word";

interface Props {
  readonly t: Translator;
  readonly caption: string;
  readonly columns: readonly {
    readonly id: string;
    readonly number?: number | string;
    /** Surname, for wide screens. */
    readonly short: string;
    /** Two letters, for phones. */
    readonly initials: string;
    readonly name: string;
    readonly mark: Mark;
  }[];
  readonly themes: readonly {
    readonly id: string;
    readonly title: string;
    readonly rows: readonly {
      readonly id: string;
      readonly label: ReactNode;
      /** In the order of the columns; null is silence. */
      readonly answers: readonly (Answer | null)[];
    }[];
  }[];
}

/** Who commits to what: engagements in words, candidacies by number; silence is a short dash. On a phone each
 * engagement stands over its row of answers, so that no candidacy lies beyond the edge. */
export function Matrix({ t, caption, columns, themes }: Props) {
  return (
    <table className="matrix">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("components.matrix.engagement")}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              <span className="wide">{column.short}</span>
              <b>{column.number}</b>
              <abbr className="phone" title={column.name}>
                {column.initials}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      {themes.map((theme) => (
        <tbody key={theme.id}>
          <tr className="theme-row">
            <th scope="rowgroup" colSpan={columns.length + 1}>
              {theme.title}
            </th>
          </tr>
          {theme.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {row.answers.map((answer, index) => (
                <AnswerCell key={columns[index]?.id ?? index} t={t} answer={answer} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <th scope="row">{t("components.matrix.status")}</th>
          {columns.map((column) => (
            <td key={column.id}>
              <StatusMark mark={column.mark} size={16} />
              <span className="vh">{wordOf(t, column.mark)}</span>
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function AnswerCell({ t, answer }: { t: Translator; answer: Answer | null }) {
  if (!answer) {
    return (
      <td className="none">
        <span aria-hidden="true">–</span>
        <span className="vh">{t("components.answer.none")}</span>
      </td>
    );
  }
  return (
    <td>
      <StatusMark mark={answer} size={16} />
      <span className="vh">{wordOf(t, answer)}</span>
    </td>
  );
}
