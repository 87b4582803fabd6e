import type { ReactNode } from "react";
import { Figure } from "@/components/figure";
import { ProgressBar } from "@/components/progress-bar";
import { Pair } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { inWords } from "../rules";
import type { CountedForm } from "../standing/queries";
import { signedOf } from "../standing/rules";
import { AuthorNames } from "./author-names";
import { legendOf } from "./legend";
import { updatedWords } from "./standing-words";

interface Props {
  readonly counted: CountedForm;
  readonly frame: Frame;
  /** Between its authors and its version, e.g. the election. */
  readonly children?: ReactNode;
}

/** A form by its name and authors, and how many signed it among how many, with the bar of all answers. */
export function FormFigures({ counted, frame, children }: Props) {
  const { t, locale } = frame;
  const { form } = counted;
  const title = localized(form.title, locale);
  return (
    <Pair>
      <div>
        <h3 className="h3" lang={title.lang}>
          <a href={`/${locale}/forms/${form.slug}`}>{title.text}</a>
        </h3>
        <p className="small quiet">
          <AuthorNames t={t} locale={locale} authors={form.authors} />.{" "}
          {t("directory.forms.version", {
            version: form.version,
            count: form.engagements,
            date: formatDate(form.publishedAt, locale, form.timeZone),
          })}
        </p>
        {children}
      </div>
      <Answers counted={counted} frame={frame} />
    </Pair>
  );
}

function Answers({ counted, frame: { t, locale } }: Omit<Props, "children">) {
  const { form, candidacies, counts, updatedAt } = counted;
  const signed = signedOf(counts);
  return (
    <div>
      <Figure isWide number={formatNumber(signed, locale)}>
        {t("directory.home.signed", { count: signed, total: formatNumber(candidacies, locale) })}
        <br />
        <span className="small quiet">
          {t("directory.home.share", {
            share: formatNumber(candidacies ? (signed / candidacies) * 100 : 0, locale, 1),
            partly: counts.partly,
            number: formatNumber(counts.partly, locale),
          })}
          {updatedAt && `, ${updatedWords(updatedAt, { t, locale, timeZone: form.timeZone })}`}
        </span>
      </Figure>
      <ProgressBar t={t} id={`p-${form.slug}`} counts={counts} legend={legendOf(t, locale, counts)} />
      {counts.awaiting > 0 && (
        <p className="small quiet">{t("directory.figures.awaiting", { count: counts.awaiting })}</p>
      )}
      {counts.withdrawn + counts.disputed > 0 && (
        <p className="small quiet">
          {t("directory.figures.beside", { withdrawn: counts.withdrawn, disputed: counts.disputed })}
        </p>
      )}
      <p className="small tw:mt-3">
        <a href={`/${locale}/forms/${form.slug}`}>
          {t("directory.home.read", { count: form.engagements, words: inWords(form.engagements, locale) })}
        </a>
      </p>
    </div>
  );
}
