import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { FileDrop } from "@/components/client/file-drop";
import { DeskHead } from "@/components/desk-shell";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import type { DeskForm } from "@/lib/forms/draft/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { LARGEST } from "../../paper/schema";
import type { FoundCandidacy } from "../../recording/queries";
import { AnswerBox, LanguageField, RecordForm } from "../../recording/ui/record-form";
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
  const { t } = frame;
  const title = t("signatures.quote.new", { name: person.name });
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <DeskHead title={title} deck={t("signatures.quote.deck")} />
      <RecordForm frame={frame} formId={form.id} person={person} action={recordQuoteAction}>
        <Said {...props} />
        <Section title={t("signatures.quote.amounts", { version: version.number })}>
          {version.themes
            .flatMap(({ engagements }) => engagements)
            .map((engagement) => (
              <AnswerBox key={engagement.id} frame={frame} engagement={engagement} />
            ))}
        </Section>
        <div className="actions">
          <Button>{t("signatures.quote.record")}</Button>
        </div>
        <p className="small quiet">{t("signatures.quote.then")}</p>
      </RecordForm>
    </FormDesk>
  );
}

function Said({ frame, channels }: Props) {
  const { t } = frame;
  const say = (key: string) => t(`signatures.quote.${key}`);
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
      <LanguageField frame={frame} label={say("language")} />
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
