import { Button, ButtonLink } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Facts } from "@/components/facts";
import { Section, Split } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { LOCALES, localized } from "@/lib/core/i18n/locale";
import { formatInstant, formatZone } from "@/lib/core/time";
import { engagementChanges } from "../../rules";
import type { Words } from "../../schema";
import { FormDesk } from "../../ui/form-desk";
import { requiredSentences } from "../../ui/required";
import { legendBetween, VersionDiff } from "../../ui/version-diff";
import { VersionText } from "../../ui/version-text";
import { publishAction } from "../actions";
import { legendOf, SourceWords } from "../cloning/ui/source-words";
import type { Finding } from "../quality/rules";
import { Findings } from "../quality/ui/findings";
import type { DeskForm, Pair } from "../queries";
import { missingIn, type PublishRefusal, whyNotPublish } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly draft: NonNullable<DeskForm["draft"]>;
  readonly words: Words;
  readonly before: Words | null;
  readonly findings: readonly Finding[];
  /** The earlier form that was taken up, beside these words. */
  readonly fromSource: Pair | null;
}

/** The last look before a text becomes final: what is missing, what changes, and the one button. */
export function PublishPage(props: Props) {
  const { frame, ctx, form, draft, words, before } = props;
  const { t, locale } = frame;
  const title = t("forms.publish.title", { number: draft.number });
  const no = whyNotPublish(words, { now: ctx.now, closesAt: form.closesAt, isConfirmed: true });
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={title}>
      <DeskHead title={title} deck={t("forms.publish.deck")}>
        <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}`}>
          {t("forms.publish.back")}
        </ButtonLink>
      </DeskHead>
      <Split aside={<Summary {...props} />}>
        <Missing {...props} />
        {no ? <NotYet {...props} no={no} /> : <Confirm {...props} />}
      </Split>
      <Findings frame={frame} findings={props.findings} page={`/${locale}/desk/forms/${form.id}`} />
      {before && form.published ? (
        <Section title={t("forms.publish.changes", { number: form.published.number })}>
          <VersionDiff
            t={t}
            locale={locale}
            legend={legendBetween(t, form.published.number, draft.number)}
            changes={engagementChanges(before, words)}
          />
        </Section>
      ) : (
        <>
          {props.fromSource && <SinceSource frame={frame} pair={props.fromSource} />}
          <Section title={t("forms.publish.text")}>
            <VersionText t={t} locale={locale} words={words} />
          </Section>
        </>
      )}
    </FormDesk>
  );
}

function SinceSource({ frame, pair }: { frame: Frame; pair: Pair }) {
  const { t, locale } = frame;
  const { from: source, before, after } = pair;
  if (typeof source === "number") return null;
  return (
    <Section title={t("forms.again.since")}>
      <p>
        <SourceWords frame={frame} source={source} />
      </p>
      <VersionDiff
        t={t}
        locale={locale}
        legend={legendOf({ frame, source })}
        changes={engagementChanges(before, after)}
      />
    </Section>
  );
}

function Summary({ frame, form, words }: Props) {
  const { t, locale } = frame;
  const count = words.themes.reduce((sum, theme) => sum + theme.engagements.length, 0);
  const at = formatInstant(form.closesAt, locale, form.timeZone);
  return (
    <Facts
      facts={[
        {
          label: t("forms.publish.engagements"),
          value: t("forms.publish.count", { count, themes: words.themes.length }),
        },
        {
          label: t("forms.publish.minimum"),
          value:
            words.minimum === null
              ? t("forms.publish.all")
              : t("forms.publish.some", { minimum: words.minimum, count }),
        },
        ...requiredSentences(t, words).map((value) => ({ label: t("forms.publish.required"), value })),
        { label: t("forms.publish.validity"), value: localized(words.validity, locale).text || "—" },
        {
          label: t("forms.publish.closes"),
          value: `${at}, ${formatZone(locale, form.timeZone)}`,
        },
      ]}
    />
  );
}

function Missing({ frame, form, words }: Props) {
  const { t, locale } = frame;
  const missing = LOCALES.flatMap((lang) => missingIn(words, lang));
  if (missing.length === 0) return <p>{t("forms.publish.whole")}</p>;
  return (
    <>
      <h2 className="h3">{t("forms.publish.missing", { count: missing.length })}</h2>
      <ul className="rows">
        {missing.map((one) => (
          <li key={`${one.locale}-${one.what}-${one.id}`}>
            <a href={`/${locale}/desk/forms/${form.id}#${one.id ? `e-${one.id}` : "content"}`}>
              {t(`forms.publish.lacks.${one.what}`, {
                number: one.number,
                language: t(`forms.publish.language-${one.locale}`),
              })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function NotYet({ frame, no }: Props & { no: PublishRefusal }) {
  return (
    <div className="errors">
      <p>
        <strong>{frame.t(`forms.errors.${no}`)}</strong>
      </p>
    </div>
  );
}

function Confirm({ frame, form, draft, words }: Props) {
  const { t, locale } = frame;
  const isPartial = LOCALES.some((lang) => missingIn(words, lang).length > 0);
  return (
    <ActionForm
      action={publishAction}
      texts={errorTexts(locale, "forms", "organizations")}
      room="forms"
      wrong={t("forms.publish.not-published")}
    >
      <input type="hidden" name="formId" value={form.id} />
      <input type="hidden" name="revision" value={draft.revision} />
      <input type="hidden" name="locale" value={locale} />
      {isPartial && <Checkbox name="confirmed" label={t("forms.publish.confirm")} />}
      <div className="actions">
        <Button size="tall">{t("forms.publish.button", { number: draft.number })}</Button>
      </div>
      <p className="small quiet">{t("forms.publish.final")}</p>
    </ActionForm>
  );
}
