import { ActionField } from "@/components/client/action-field";
import type { Translator } from "@/lib/core/i18n/translator";

interface Props {
  readonly t: Translator;
  /** yyyy-mm-dd. */
  readonly today: string;
  /** Asks until when something is frozen, and for a remark. */
  readonly hasUntil?: boolean;
}

/** When a fact happened and who says so; every fact of the administration asks for these. */
export function FactFields({ t, today, hasUntil }: Props) {
  return (
    <>
      <ActionField
        name="date"
        type="date"
        label={t("elections.fact.date")}
        defaultValue={today}
        max={today}
      />
      {hasUntil && <ActionField name="until" type="date" label={t("elections.fact.until")} />}
      <ActionField
        name="sourceTitle"
        label={t("elections.fact.source")}
        hint={t("elections.fact.source-hint")}
        autoComplete="off"
      />
      <ActionField name="sourceUrl" type="url" label={t("elections.fact.url")} autoComplete="off" />
      {hasUntil && <ActionField name="note" kind="textarea" label={t("elections.fact.note")} />}
    </>
  );
}
