import type { ReactNode } from "react";

interface ThemeProps {
  readonly title: ReactNode;
  /** Title over the items instead of beside them. */
  readonly isNarrow?: boolean;
  readonly lang?: string | undefined;
  readonly children: ReactNode;
}

/** A theme with its engagements. */
export function Theme({ title, isNarrow, lang, children }: ThemeProps) {
  return (
    <div className={isNarrow ? "theme narrow" : "theme"}>
      <h3 className="h3" lang={lang}>
        {title}
      </h3>
      <div>{children}</div>
    </div>
  );
}

interface Props {
  readonly number: number;
  readonly id?: string;
  readonly title?: ReactNode;
  /** The words that get signed: text or `Prose isEngagement`. */
  readonly words: ReactNode;
  /** Small grey number, where the answer matters more than the place in the list. */
  readonly isAnswered?: boolean;
  readonly lang?: string | undefined;
  /** On a phone the words open on demand under this label; the title stands for them. */
  readonly opens?: string | undefined;
  /** Answer, comment, gauge, why it matters. */
  readonly children?: ReactNode;
}

/** One engagement: serif numeral, title, the words in their measure. */
export function EngagementItem({ number, id, title, words, isAnswered, lang, opens, children }: Props) {
  const body = (
    <>
      {typeof words === "string" ? (
        <p className="engagement" lang={lang}>
          {words}
        </p>
      ) : (
        <div lang={lang}>{words}</div>
      )}
      {children && <div className="item-foot small">{children}</div>}
    </>
  );
  return (
    <div className="item" id={id}>
      <span className={isAnswered ? "item-n num" : "item-n"}>{number}</span>
      {title && (
        <h4 lang={lang}>
          <b>{title}</b>
        </h4>
      )}
      {opens ? (
        <details className="opens">
          <summary>{opens}</summary>
          {body}
        </details>
      ) : (
        body
      )}
    </div>
  );
}

/** An engagement with its question beneath, on the signing page: `EngagementItem`, then `Choices`. */
export function Ask({ children }: { children: ReactNode }) {
  return <div className="ask">{children}</div>;
}

/** A text that opens on demand, e.g. "Pourquoi cet engagement". */
export function Why({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="why">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/** A candidate's own words, quoted as written. */
export function Quote({ by, children }: { by: ReactNode; children: ReactNode }) {
  return (
    <blockquote className="said">
      {children}
      {by && <footer>{by}</footer>}
    </blockquote>
  );
}
