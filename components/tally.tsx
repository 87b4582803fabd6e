import type { ReactNode } from "react";
import type { Translator } from "@/lib/core/i18n/translator";

export type TallyBox = "full" | "half" | "empty";

const ACROSS = 29;
const STEP = 14;

interface Props {
  readonly t: Translator;
  /** One per constituency in the stated order of the election. */
  readonly boxes: readonly TallyBox[];
  readonly children?: ReactNode;
}

/** One little box per constituency, drawn as three paths: filled, half, empty; the sentence beneath gives the counts. */
export function Tally({ t, boxes, children }: Props) {
  const count = (kind: TallyBox) => boxes.filter((box) => box === kind).length;
  const said = (["full", "half", "empty"] as const)
    .map((kind) =>
      t(`components.tally.${kind === "full" ? "signed" : kind === "half" ? "partly" : "none"}`, {
        count: count(kind),
      }),
    )
    .join(", ");
  return (
    <figure>
      <svg className="tally" viewBox={viewBox(boxes, ACROSS)} role="img" aria-label={said}>
        <Boxes boxes={boxes} across={ACROSS} />
      </svg>
      {children && <figcaption className="small">{children}</figcaption>}
    </figure>
  );
}

/** The boxes of one department in rows of eleven, without words: the sentence stands beside them. */
export function TallyRow({ boxes }: { boxes: readonly TallyBox[] }) {
  const across = Math.min(boxes.length, 11);
  const rows = Math.ceil(boxes.length / across);
  return (
    <svg
      className="tally-row"
      width={across * STEP - 3}
      height={rows * STEP - 3}
      viewBox={viewBox(boxes, across)}
      aria-hidden="true"
    >
      <Boxes boxes={boxes} across={across} />
    </svg>
  );
}

function viewBox(boxes: readonly TallyBox[], across: number): string {
  return `0 0 ${across * STEP - 3} ${Math.ceil(boxes.length / across) * STEP - 3}`;
}

function Boxes({ boxes, across }: { boxes: readonly TallyBox[]; across: number }) {
  return (
    <>
      <path className="edge" fill="none" d={paths(boxes, "empty", "m.5.5h10v10h-10z", across)} />
      <path
        className="s-partly"
        fill="currentColor"
        fillRule="evenodd"
        d={paths(boxes, "half", "h11v11h-11zm6 1v9h4v-9z", across)}
      />
      <path className="s-signed" fill="currentColor" d={paths(boxes, "full", "h11v11h-11z", across)} />
    </>
  );
}

/** The small box of one kind, for the words beneath the grid. */
export function TallyKey({ kind }: { kind: TallyBox }) {
  return (
    <svg className="tally-key" width="11" height="11" aria-hidden="true">
      {kind === "empty" && <path className="edge" fill="none" d="M.5.5h10v10H.5z" />}
      {kind === "half" && (
        <path className="s-partly" fill="currentColor" fillRule="evenodd" d="M0 0h11v11H0zm6 1v9h4V1z" />
      )}
      {kind === "full" && <path className="s-signed" fill="currentColor" d="M0 0h11v11H0z" />}
    </svg>
  );
}

function paths(boxes: readonly TallyBox[], kind: TallyBox, box: string, across: number): string {
  return boxes
    .map((found, index) =>
      found === kind ? `M${(index % across) * STEP} ${Math.floor(index / across) * STEP}${box}` : "",
    )
    .join("");
}
