import type { ReactNode } from "react";
import type { Translator } from "@/lib/core/i18n/translator";
import { ordinals } from "./ordinals";
import { PencilStrokes } from "./pencil-strokes";
import { type Mark, StatusMark } from "./status-mark";

export interface Fact {
  readonly id: string;
  /** Formatted date; `at` is its machine form. */
  readonly date: string;
  readonly at?: string;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly source?: { readonly label: string; readonly href?: string };
  /** A mark for an act, the number of a request (drawn as strokes), nothing for a small square. */
  readonly node?: Mark | number;
}

/** What happened, newest first as given; each fact ends with its source. */
export function Timeline({ t, facts }: { t: Translator; facts: readonly Fact[] }) {
  return (
    <ol className="timeline">
      {facts.map((fact) => (
        <li key={fact.id}>
          <span className="node">
            <Node node={fact.node} />
          </span>
          <time className="small quiet" dateTime={fact.at}>
            {ordinals(fact.date)}
          </time>
          <b>{ordinals(fact.title)}</b>
          {ordinals(fact.text)}
          {fact.source && (
            <p className="caption">
              {t("components.source")}{" "}
              {fact.source.href ? <a href={fact.source.href}>{fact.source.label}</a> : fact.source.label}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Node({ node }: { node: Mark | number | undefined }) {
  if (node === undefined) return <span className="node-dot" />;
  return typeof node === "number" ? <PencilStrokes count={node} /> : <StatusMark mark={node} size={20} />;
}
