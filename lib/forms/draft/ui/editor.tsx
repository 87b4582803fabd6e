import { Button } from "@/components/button";
import { KeptTexts } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate, formatInstant } from "@/lib/core/time";
import type { Words } from "../../schema";
import { FormDesk } from "../../ui/form-desk";
import { saveAction } from "../actions";
import type { DeskForm } from "../queries";
import { EditorSettings, EditorTexts } from "./editor-head";
import { EngagementRow, ThemeRow } from "./editor-rows";

export interface EditorProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly draft: NonNullable<DeskForm["draft"]>;
  readonly words: Words;
  /** How many signatures stand on the published version. */
  readonly signatures: number;
  /** The engagement whose removal waits for a second press. */
  readonly removing: string;
}

/** The draft of a form's next version, French and English side by side, saved as a whole. */
export function Editor(props: EditorProps) {
  const { frame, ctx, form, draft, words, removing } = props;
  const { t, locale } = frame;
  const title = t("forms.editor.title", { number: draft.number });
  const known = ["title", "introduction", "validity"].flatMap((name) => [`${name}.fr`, `${name}.en`]);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={title}>
      <ActionForm
        action={saveAction}
        texts={errorTexts(locale, "forms", "organizations")}
        room="forms"
        wrong={t("forms.editor.not-saved")}
        done={t("forms.editor.saved")}
        className="editor-form"
      >
        <Hidden formId={form.id} revision={draft.revision} locale={locale} />
        <EditorTop {...props} title={title} />
        <KeptTexts known={[...known, ...namesOf(words)]} title={t("forms.editor.kept")} />
        <EditorTexts frame={frame} words={words} />
        <EditorSettings frame={frame} form={form} words={words} />
        <div className="editor">
          {words.themes.length === 0 && <EmptyState title={t("forms.editor.empty")} />}
          {words.themes.map((theme, index) => (
            <div key={theme.id}>
              <ThemeRow
                frame={frame}
                theme={theme}
                number={index + 1}
                isLast={index === words.themes.length - 1}
              />
              {theme.engagements.map((engagement, place) => (
                <EngagementRow
                  key={engagement.id}
                  frame={frame}
                  engagement={engagement}
                  hasUp={index + place > 0}
                  hasDown={index < words.themes.length - 1 || place < theme.engagements.length - 1}
                  isRemoving={removing === engagement.id}
                />
              ))}
              <p className="editor-add">
                <Button kind="neutral" name="intent" value={`add:${theme.id}`}>
                  {t("forms.editor.add-engagement")}
                </Button>
              </p>
            </div>
          ))}
        </div>
        <p className="editor-add actions">
          <Button kind="neutral" name="intent" value="add-theme">
            {t("forms.editor.add-theme")}
          </Button>
          <Button name="intent" value="save">
            {t("forms.editor.save")}
          </Button>
        </p>
      </ActionForm>
    </FormDesk>
  );
}

function namesOf(words: Words): string[] {
  return words.themes.flatMap((theme) => [
    ...["fr", "en"].map((lang) => `themes.${theme.id}.title.${lang}`),
    ...theme.engagements.flatMap(({ id }) =>
      ["title", "text", "why"].flatMap((part) => [
        `engagements.${id}.${part}.fr`,
        `engagements.${id}.${part}.en`,
      ]),
    ),
  ]);
}

function Hidden({ formId, revision, locale }: { formId: string; revision: number; locale: string }) {
  return (
    <>
      <input type="hidden" name="formId" value={formId} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="locale" value={locale} />
    </>
  );
}

/** Enter in a field presses the first button: saving. */
function EditorTop({ frame, form, draft, signatures, title }: EditorProps & { title: string }) {
  const { t, locale } = frame;
  const { published, timeZone } = form;
  const saved = t("forms.editor.saved-at", { at: formatInstant(draft.updatedAt, locale, timeZone) });
  const before = published
    ? t("forms.editor.unchanged", {
        number: published.number,
        date: formatDate(published.publishedAt, locale, timeZone),
        count: signatures,
      })
    : t("forms.editor.first");
  return (
    <DeskHead title={title} deck={`${saved} ${before}`}>
      <Button kind="neutral" name="intent" value="save">
        {t("forms.editor.save")}
      </Button>
      {published && (
        <Button kind="neutral" name="intent" value="diff">
          {t("forms.editor.compare", { number: published.number })}
        </Button>
      )}
      <Button kind="neutral" name="intent" value="preview">
        {t("forms.editor.preview")}
      </Button>
      <Button name="intent" value="publish">
        {t("forms.editor.publish", { number: draft.number })}
      </Button>
    </DeskHead>
  );
}
