import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatInstant } from "@/lib/core/time";
import { undoAction } from "../actions";
import type { PastMerge } from "../queries";
import { FactWords } from "./review";

/** Merges with who made them, when and on what; each can be taken back, and those taken back stay told. */
export function Merges({ merges, frame }: { merges: readonly PastMerge[]; frame: Frame }) {
  return (
    <ul className="rows">
      {merges.map((merge) => (
        <li key={merge.id} className="act-row">
          <MergeWords merge={merge} frame={frame} />
          {merge.undoneAt === null && <Undo merge={merge} frame={frame} />}
        </li>
      ))}
    </ul>
  );
}

function MergeWords({ merge, frame: { t, locale } }: { merge: PastMerge; frame: Frame }) {
  const { kept, merged, basis, by, at, undoneAt, undoneBy, facts } = merge;
  const when = (instant: Date) => formatInstant(instant, locale, "Europe/Paris");
  return (
    <div>
      <b>{merged.name}</b> {t("elections.persons.joined-to")}{" "}
      <a href={`/${locale}/admin/persons/${kept.publicId}`}>{kept.name}</a>
      <p className="caption">
        {t(`elections.persons.basis.${basis}`, { by: by ?? "none", at: when(at) })}
        {undoneAt && ` ${t("elections.persons.undone", { by: undoneBy ?? "none", at: when(undoneAt) })}`}
      </p>
      {basis === "review" && <FactWords t={t} facts={facts} />}
    </div>
  );
}

function Undo({ merge, frame: { t, locale } }: { merge: PastMerge; frame: Frame }) {
  return (
    <ActionForm
      action={undoAction}
      texts={errorTexts(locale, "elections", "organizations")}
      room="elections"
      wrong={t("components.errors.title", { count: 1 })}
      className="act"
    >
      <input type="hidden" name="mergeId" value={merge.id} />
      <Button
        kind="neutral"
        aria-label={t("elections.persons.undo-of", { merged: merge.merged.name, kept: merge.kept.name })}
      >
        {t("elections.persons.undo")}
      </Button>
    </ActionForm>
  );
}
