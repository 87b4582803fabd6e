import { ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { LOCALES } from "@/lib/core/i18n/locale";
import { engagementChanges } from "../../rules";
import type { Words } from "../../schema";
import { FormDesk } from "../../ui/form-desk";
import { VersionDiff } from "../../ui/version-diff";
import type { DeskForm } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  /** Both versions with their numbers; null where the form has only one. */
  readonly pair: {
    readonly from: number;
    readonly to: number;
    readonly before: Words;
    readonly after: Words;
  } | null;
}

/** What changes from one version to the next, word by word, in both languages. */
export function DiffPage({ frame, ctx, form, pair }: Props) {
  const { t, locale } = frame;
  const title = pair ? t("forms.diff.title", { from: pair.from, to: pair.to }) : t("forms.diff.none-title");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={title}>
      <DeskHead title={title} deck={t("forms.diff.deck")}>
        <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}`}>
          {t("forms.publish.back")}
        </ButtonLink>
      </DeskHead>
      {pair ? (
        LOCALES.map((lang) => (
          <Section key={lang} title={t(`forms.diff.in-${lang}`)}>
            <div lang={lang}>
              <VersionDiff
                t={t}
                locale={lang}
                from={pair.from}
                to={pair.to}
                changes={engagementChanges(pair.before, pair.after)}
              />
            </div>
          </Section>
        ))
      ) : (
        <EmptyState title={t("forms.diff.none")} />
      )}
    </FormDesk>
  );
}
