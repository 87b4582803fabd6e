import { Diff, DiffText } from "@/components/diff";
import { EngagementItem } from "@/components/engagement";
import { type Locale, localizedOnly } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { markdownToText } from "@/lib/core/markdown";
import { type EngagementChange, wordDiff } from "../rules";

interface Props {
  readonly t: Translator;
  readonly locale: Locale;
  /** What came and what went, in words. */
  readonly legend: { readonly ins: string; readonly del: string };
  readonly changes: readonly EngagementChange[];
}

/** Each engagement that came, went or changed between two versions, word by word; the unchanged ones by number only. */
export function VersionDiff({ t, locale, legend, changes }: Props) {
  const changed = changes.filter((change) => differs(change, locale));
  const same = changes
    .filter((change) => !differs(change, locale))
    .map(({ after, before }) => (after ?? before)?.position ?? 0);
  return (
    <>
      {changed.map((change) => (
        <OneChange key={change.lineageId} t={t} locale={locale} legend={legend} change={change} />
      ))}
      {same.length > 0 && (
        <p className="quiet">{t("forms.diff.same", { count: same.length, numbers: same.join(", ") })}</p>
      )}
    </>
  );
}

/** The legend between two versions of one form. */
export function legendBetween(t: Translator, from: number, to: number) {
  return { ins: t("forms.diff.ins", { number: to }), del: t("forms.diff.del", { number: from }) };
}

/** Whether the words differ in this very language; another may have changed alone. */
function differs({ kind, before, after }: EngagementChange, locale: Locale): boolean {
  if (kind === "same") return false;
  const words = (of: EngagementChange["before"]) =>
    `${localizedOnly(of?.title, locale)}\n${localizedOnly(of?.text, locale)}`;
  return words(before) !== words(after);
}

function OneChange({ t, locale, legend, change }: Omit<Props, "changes"> & { change: EngagementChange }) {
  const { before, after, kind } = change;
  const parts = wordDiff(
    markdownToText(localizedOnly(before?.text, locale)),
    markdownToText(localizedOnly(after?.text, locale)),
  );
  const title = wordDiff(localizedOnly(before?.title, locale), localizedOnly(after?.title, locale));
  return (
    <EngagementItem
      number={after?.position ?? before?.position ?? 0}
      words={
        <>
          <h3>
            <b>
              <DiffText t={t} parts={title} />
            </b>
          </h3>
          <Diff t={t} parts={parts} title={t(`forms.diff.${kind}`)} legend={legend} />
        </>
      }
    />
  );
}
