import { ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { LOCALES, localized } from "@/lib/core/i18n/locale";
import { engagementChanges } from "../../rules";
import { FormDesk } from "../../ui/form-desk";
import { legendBetween, VersionDiff } from "../../ui/version-diff";
import { legendOf } from "../cloning/ui/source-words";
import type { DeskForm, Pair } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  /** Both texts; null where the form has only one. */
  readonly pair: Pair | null;
}

function titleOf({ t, locale }: Frame, pair: Pair | null): string {
  if (!pair) return t("forms.diff.none-title");
  const { from, to } = pair;
  return typeof from === "number"
    ? t("forms.diff.title", { from, to })
    : t("forms.again.diff-title", { election: localized(from.election, locale).text });
}

function pairLegend(frame: Frame, { from, to }: Pair) {
  return typeof from === "number" ? legendBetween(frame.t, from, to) : legendOf({ frame, source: from });
}

/** What changes from one version to the next, word by word, in both languages. */
export function DiffPage({ frame, ctx, form, pair }: Props) {
  const { t, locale } = frame;
  const title = titleOf(frame, pair);
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
                legend={pairLegend(frame, pair)}
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
