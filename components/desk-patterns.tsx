import type { ReactNode } from "react";
import { ordinals } from "./ordinals";
import { Measure } from "./progress-bar";

interface Step {
  readonly label: string;
  /** Already formatted; a link where a list stands behind it. */
  readonly number: ReactNode;
  /** The list behind the number. */
  readonly href?: string | undefined;
  readonly value: number;
  readonly note?: ReactNode;
  /** The step is the candidates' own act, drawn in ink. */
  readonly isAct?: boolean;
}

/** The funnel of a form: each step measured against `total`. */
export function Funnel({ total, steps }: { total: number; steps: readonly Step[] }) {
  return (
    <ul className="funnel">
      {steps.map((step) => (
        <li key={step.label}>
          <b>{step.label}</b>
          <strong className="figure-n">
            {step.href ? <a href={step.href}>{step.number}</a> : step.number}
          </strong>
          <Measure part={step.value} total={total} {...(step.isAct && { isAct: true })} />
          <span className="small quiet">{ordinals(step.note)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Counts of a run side by side between ink rules; children are `Figure`s. */
export function Counts({ children }: { children: ReactNode }) {
  return <div className="counts">{children}</div>;
}

/** A row of filters as one GET form. */
export function Filters({
  action,
  children,
  more,
  button,
}: {
  action?: string;
  children: ReactNode;
  /** Filters that open on demand on a phone, open at once where one of them is set. */
  more?: { readonly label: string; readonly isOpen: boolean; readonly fields: ReactNode };
  button: string;
}) {
  return (
    <search>
      <form className={more ? "filters has-more" : "filters"} method="get" action={action}>
        {children}
        {more && (
          <details className="opens" open={more.isOpen}>
            <summary>{more.label}</summary>
            <div className="filters">{more.fields}</div>
          </details>
        )}
        <button className="button" type="submit">
          {button}
        </button>
      </form>
    </search>
  );
}

/** Rows with an act at the right: things to do, people to write to. */
export function ActRows({
  rows,
}: {
  rows: readonly { readonly id: string; readonly text: ReactNode; readonly act: ReactNode }[];
}) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id} className="act-row">
          <span>{ordinals(row.text)}</span>
          <span className="act">{row.act}</span>
        </li>
      ))}
    </ul>
  );
}

/** One row of the form's editor: number and its acts, French at left, the other language at right, notes across. */
export function EditorRow(props: {
  head: ReactNode;
  original: ReactNode;
  translation: ReactNode;
  foot?: ReactNode;
  isTheme?: boolean;
}) {
  return (
    <div className={props.isTheme ? "editor-row theme-edit" : "editor-row"}>
      <div className="editor-tools">{props.head}</div>
      <div>{props.original}</div>
      <div>{props.translation}</div>
      {props.foot && <div className="across small">{props.foot}</div>}
    </div>
  );
}
