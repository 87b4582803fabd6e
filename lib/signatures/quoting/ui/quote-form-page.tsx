import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { FileDrop } from "@/components/client/file-drop";
import { DeskHead } from "@/components/desk-shell";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import type { DeskForm } from "@/lib/forms/draft/queries";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { LARGEST } from "../../paper/schema";
import type { FoundCandidacy } from "../../recording/queries";
import { recordQuoteAction } from "../actions";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly person: FoundCandidacy;
  readonly version: PublicVersion;
  /** Pages that are known as hers. */
  readonly channels: readonly string[];
}

/** Records what somebody said on an official channel, and the answers that it amounts to. */
export function QuoteFormPage(props: Props) {
  const { frame, ctx, form, person, version } = props;
  const { t, locale } = frame;
  const title = t("signatures.quote.new", { name: person.name });
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <DeskHead title={title} deck={t("signatures.quote.deck")} />
      <ActionForm
        action={recordQuoteAction}
        texts={errorTexts(locale, "signatures", "organizations")}
        room="signatures"
        wrong={t("components.errors.title", { count: 1 })}
        className="stack measure"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="formId" value={form.id} />
        <input type="hidden" name="candidacy" value={person.publicId} />
        <input type="hidden" name="role" value={person.role} />
        <Said {...props} />
        <Section title={t("signatures.quote.amounts", { version: version.number })}>
          {version.themes
            .flatMap(({ engagements }) => engagements)
            .map((engagement) => (
              <Amount key={engagement.id} frame={frame} engagement={engagement} />
            ))}
        </Section>
        <div className="actions">
          <Button>{t("signatures.quote.record")}</Button>
        </div>
        <p className="small quiet">{t("signatures.quote.then")}</p>
      </ActionForm>
    </FormDesk>
  );
}

function Said({ frame, channels }: Props) {
  const { t } = frame;
  const say = (key: string) => t(`signatures.quote.${key}`);
  const languages = (["fr", "en"] as const).map((value) => ({
    value,
    label: t(`signatures.paper.language.${value}`),
  }));
  return (
    <>
      {channels.length > 0 && (
        <div>
          <p className="small">{say("known")}</p>
          <ul className="small">
            {channels.map((url) => (
              <li key={url}>
                <a href={url} rel="nofollow noopener noreferrer">
                  {url}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <ActionField name="url" type="url" label={say("url")} hint={say("url-hint")} autoComplete="off" />
      <ActionField name="channel" label={say("channel")} hint={say("channel-hint")} autoComplete="off" />
      <ActionField kind="textarea" rows={4} name="quote" label={say("quote")} hint={say("quote-hint")} />
      <ActionField name="saidOn" type="date" label={say("said-on")} />
      <Field kind="select" name="language" label={say("language")} options={languages} />
      <FileDrop
        name="snapshot"
        label={say("snapshot")}
        hint={say("snapshot-hint")}
        largest={LARGEST}
        tooLarge={t("signatures.errors.too-large")}
        accept="image/jpeg,image/png,application/pdf"
      />
      <ActionField kind="textarea" rows={3} name="pasted" label={say("pasted")} hint={say("pasted-hint")} />
    </>
  );
}

const CHOICES = [
  ["yes", "yes"],
  ["with_reservation", "with-reservation"],
  ["no", "no"],
] as const;

function Amount({ frame, engagement }: { readonly frame: Frame; readonly engagement: Engagement }) {
  const { t, locale } = frame;
  const { id, position, title } = engagement;
  return (
    <div className="stack reading">
      <Choices
        name={`answers.${id}.value`}
        legend={`${position}. ${localized(title, locale).text}`}
        choices={CHOICES.map(([value, answer]) => ({
          value,
          answer,
          label: t(`components.answer.${answer}`),
        }))}
      />
      <ActionField
        kind="textarea"
        rows={2}
        name={`answers.${id}.comment`}
        label={t("signatures.paper.comment-of", { position })}
      />
    </div>
  );
}
