import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { inWords } from "../../rules";
import { signedOf } from "../../standing/rules";
import { AuthorNames } from "../../ui/author-names";
import type { FormCount } from "../rules";

/** "3 candidat·es sur 9 ont signé": the answer to the citizen's question, in plain text. */
export function answerText(t: Translator, count: FormCount | null, total: number): string {
  if (!count || total === 0) return t("directory.constituency.candidacies", { count: total });
  return t("directory.constituency.answer", { signed: signedOf(count.counts), total });
}

interface DeckProps {
  readonly frame: Frame;
  readonly count: FormCount | null;
  readonly others: readonly FormCount[];
}

/** Of which form, by whom, how many in part; then the count of every other form with the way to it. */
export function AnswerDeck({ frame, count, others }: DeckProps) {
  const { t, locale } = frame;
  if (!count) return <p>{t("directory.constituency.no-form")}</p>;
  const { form, counts } = count;
  const title = localized(form.title, locale);
  return (
    <>
      <p>
        {counts.partly > 0 &&
          t("directory.constituency.partly", {
            count: counts.partly,
            words: inWords(counts.partly, locale),
          })}{" "}
        <a href={`/${locale}/forms/${form.slug}`} lang={title.lang}>
          {title.text}
        </a>
        , <AuthorNames t={t} locale={locale} authors={form.authors} />
      </p>
      {others.map((other) => (
        <p key={other.form.id}>
          <a href={`?form=${other.form.slug}`}>{localized(other.form.title, locale).text}</a>
          {t("directory.constituency.other-count", { signed: signedOf(other.counts), total: other.total })}
        </p>
      ))}
    </>
  );
}
