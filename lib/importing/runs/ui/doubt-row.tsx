import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { mendAction } from "../actions";
import type { Doubt, Edit } from "../schema";
import { ImportForm } from "./parts";

interface Props {
  readonly frame: Frame;
  readonly planId: string;
  readonly doubt: Doubt;
  readonly headers: readonly string[];
  readonly edit: Edit | null;
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Doubts that a person may settle by saying that the row is right. */
const mayBeRight = new Set(["similar-name", "same-panel", "corrected"]);

/** One row in doubt: where, why, what it says; mended in place, left out, or said to be right. */
export function DoubtRow({ frame, planId, doubt, headers, edit }: Props) {
  const { t } = frame;
  const { line, column, reason, cells } = doubt;
  const place = column
    ? t("importing.screen.doubts.line-column", { line, column })
    : t("importing.screen.doubts.line", { line });
  return (
    <Section title={place} level={3} id={`line-${line}`}>
      <p>{asSentence(t(`importing.rejected.${reason}`))}</p>
      <p className="caption">{cells.filter((cell) => cell.trim() !== "").join(" · ")}</p>
      <ImportForm action={mendAction} frame={frame} id={planId}>
        <input type="hidden" name="line" value={line} />
        {edit ? (
          <Decided frame={frame} edit={edit} place={place} />
        ) : (
          <Mending frame={frame} doubt={doubt} headers={headers} place={place} />
        )}
      </ImportForm>
    </Section>
  );
}

function Decided({ frame: { t }, edit, place }: { frame: Frame; edit: Edit; place: string }) {
  const what = edit.isLeftOut ? "left-out" : edit.isSure ? "sure" : "mended";
  return (
    <div className="actions">
      <strong>{t(`importing.screen.doubts.${what}`)}</strong>
      <span className="caption">{edit.cells?.filter((cell) => cell.trim() !== "").join(" · ")}</span>
      <Button
        kind="quiet"
        name="intent"
        value="restore"
        aria-label={t("importing.screen.doubts.restore-of", { place })}
      >
        {t("importing.screen.doubts.restore")}
      </Button>
    </div>
  );
}

type MendingProps = { frame: Frame; doubt: Doubt; headers: readonly string[]; place: string };

function Mending({ frame: { t }, doubt, headers, place }: MendingProps) {
  const { at, line, cells, reason } = doubt;
  const field = (header: string, index: number) => (
    <Field
      key={index}
      id={`line-${line}-${index}`}
      name={`cells.${index}`}
      label={header || t("importing.screen.doubts.nameless", { number: index + 1 })}
      defaultValue={cells[index] ?? ""}
    />
  );
  const others = headers.map((header, index) => ({ header, index })).filter(({ index }) => index !== at);
  return (
    <>
      {at !== null && field(headers[at] ?? "", at)}
      <details open={at === null || reason === "bad-constituency-code"}>
        <summary>{t("importing.screen.doubts.whole")}</summary>
        <div className="tools">{others.map(({ header, index }) => field(header, index))}</div>
      </details>
      <div className="actions">
        <Button
          kind="outlined"
          name="intent"
          value="mend"
          aria-label={t("importing.screen.doubts.mend-of", { place })}
        >
          {t("importing.screen.doubts.mend")}
        </Button>
        {mayBeRight.has(reason) && (
          <Button
            kind="neutral"
            name="intent"
            value="sure"
            aria-label={t("importing.screen.doubts.right-of", { place })}
          >
            {t("importing.screen.doubts.right")}
          </Button>
        )}
        <Button
          kind="neutral"
          name="intent"
          value="leave-out"
          aria-label={t("importing.screen.doubts.leave-of", { place })}
        >
          {t("importing.screen.doubts.leave")}
        </Button>
      </div>
    </>
  );
}
