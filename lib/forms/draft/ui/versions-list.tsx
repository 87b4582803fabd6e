import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";
import { beginAction } from "../actions";
import type { DeskForm } from "../queries";

/** Number and date of each published version, newest first. */
export type PublishedVersions = readonly { readonly number: number; readonly publishedAt: Date }[];

interface Props {
  readonly frame: Frame;
  readonly form: DeskForm;
  readonly versions: PublishedVersions;
}

/** Every published version with the way to its words, and the button that makes them the draft's again. */
export function VersionsList({ frame, form, versions }: Props) {
  const { t, locale } = frame;
  if (versions.length === 0 || (versions.length === 1 && !form.draft)) return null;
  return (
    <Section title={t("forms.versions.title")} note={t("forms.versions.note")}>
      <ul className="rows">
        {versions.map(({ number, publishedAt }) => (
          <li key={number}>
            <div className="tools">
              <a href={`/${locale}/forms/${form.slug}/versions/${number}`}>
                {t("forms.versions.one", {
                  number,
                  date: formatDate(publishedAt, locale, form.timeZone),
                })}
              </a>
              <Restore frame={frame} form={form} number={number} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Within the editor it presses the draft's own form, so that it can be undone; else it begins a draft. */
function Restore({ frame, form, number }: { frame: Frame; form: DeskForm; number: number }) {
  const { t, locale } = frame;
  if (!mayEdit(form.role)) return null;
  if (form.draft)
    return (
      <Button kind="quiet" name="intent" value={`restore:${number}`}>
        {t("forms.versions.restore", { number })}
      </Button>
    );
  if (number === form.published?.number) return null;
  return (
    <ActionForm
      action={beginAction}
      texts={errorTexts(locale, "forms", "organizations")}
      room="forms"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="formId" value={form.id} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="from" value={number} />
      <Button kind="quiet">{t("forms.versions.begin", { number })}</Button>
    </ActionForm>
  );
}
