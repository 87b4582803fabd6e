import { Fragment, type ReactNode } from "react";
import type { Translator } from "@/lib/core/i18n/translator";
import { curled } from "./ordinals";

export interface DiffPart {
  readonly kind: "same" | "ins" | "del";
  readonly text: string;
}

/** Two texts in one: added words underlined, removed ones struck, both tinted and said to screen readers. */
export function DiffText({ t, parts }: { t: Translator; parts: readonly DiffPart[] }) {
  return parts.map((part, index) => {
    if (part.kind === "same") return <Fragment key={index}>{curled(part.text)}</Fragment>;
    const Tag = part.kind;
    const said = t(part.kind === "ins" ? "components.diff.added" : "components.diff.removed");
    return (
      <Tag key={index}>
        <span className="vh">[{said}] </span>
        {curled(part.text)}
      </Tag>
    );
  });
}

interface Props {
  readonly t: Translator;
  readonly parts: readonly DiffPart[];
  readonly title?: ReactNode;
  /** Names of both texts in the legend, e.g. "ajouté dans la version 2". */
  readonly legend?: { readonly ins: string; readonly del: string };
  readonly children?: ReactNode;
}

/** A diff on its own sheet with title, legend and a note. */
export function Diff({ t, parts, title, legend, children }: Props) {
  return (
    <div className="diff">
      {title && <p className="caption">{title}</p>}
      <p className="engagement">
        <DiffText t={t} parts={parts} />
      </p>
      <div className="diff-legend">
        <del>{legend?.del ?? t("components.diff.legend-removed")}</del>
        <ins>{legend?.ins ?? t("components.diff.legend-added")}</ins>
      </div>
      {children && <div className="caption">{children}</div>}
    </div>
  );
}
