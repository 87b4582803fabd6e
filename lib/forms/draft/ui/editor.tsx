import { Button } from "@/components/button";
import { DraftForm, type DraftTexts } from "@/components/client/draft-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatDate, formatInstant } from "@/lib/core/time";
import type { Words } from "../../schema";
import { FormDesk } from "../../ui/form-desk";
import { pieceAction, saveAction } from "../actions";
import { SourceWords } from "../cloning/ui/source-words";
import type { DeskForm } from "../queries";
import { EditorSettings, EditorTexts } from "./editor-head";
import { EngagementRow, ThemeRow } from "./editor-rows";
import { type PublishedVersions, VersionsList } from "./versions-list";

export interface EditorProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly draft: NonNullable<DeskForm["draft"]>;
  readonly words: Words;
  /** How many signatures stand on the published version. */
  readonly signatures: number;
  readonly versions: PublishedVersions;
  /** The engagement whose removal waits for a second press. */
  readonly removing: string;
}

/** The draft of a form's next version, French and English side by side, saved by itself. */
export function Editor(props: EditorProps) {
  const { frame, ctx, form, draft, words, removing } = props;
  const { t, locale } = frame;
  const title = t("forms.editor.title", { number: draft.number });
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={title}>
      <DraftForm
        action={pieceAction}
        plainAction={saveAction}
        errors={errorTexts(locale, "forms", "organizations")}
        room="forms"
        texts={draftTexts(t)}
        locale={locale}
        page={`/${locale}/desk/forms/${form.id}`}
        revision={draft.revision}
        about={{ formId: form.id, locale }}
        shown={t("forms.editor.saved-at", { at: formatInstant(draft.updatedAt, locale, form.timeZone) })}
      >
        <EditorTop {...props} title={title} />
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
        <VersionsList frame={frame} form={form} versions={props.versions} />
      </DraftForm>
    </FormDesk>
  );
}

/** The sentences of a form that saves by itself; times and names are filled in by the browser. */
function draftTexts(t: Translator): DraftTexts {
  const open = { at: "{at}", by: "{by}" };
  return {
    typing: t("forms.editor.draft.typing"),
    saving: t("forms.editor.draft.saving"),
    saved: t("forms.editor.draft.saved", open),
    failed: t("forms.editor.draft.failed"),
    choice: t("forms.editor.draft.choice"),
    undo: t("forms.editor.draft.undo"),
    redo: t("forms.editor.draft.redo"),
    wrong: t("forms.editor.not-saved"),
    both: t("forms.editor.draft.both"),
    mine: t("forms.editor.draft.mine"),
    theirs: t("forms.editor.draft.theirs", open),
    empty: t("forms.editor.draft.empty"),
    keep: t("forms.editor.draft.keep"),
    take: t("forms.editor.draft.take"),
    merge: t("forms.editor.draft.merge"),
    plain: t("forms.editor.draft.plain"),
  };
}

function EditorTop({ frame, form, draft, signatures, title }: EditorProps & { title: string }) {
  const { t, locale } = frame;
  const { published, timeZone } = form;
  const before = published
    ? t("forms.editor.unchanged", {
        number: published.number,
        date: formatDate(published.publishedAt, locale, timeZone),
        count: signatures,
      })
    : t("forms.editor.first");
  const { source } = form;
  const deck = source ? (
    <>
      {before} <SourceWords frame={frame} source={source} areas={form.areas} />
    </>
  ) : (
    before
  );
  return (
    <DeskHead title={title} deck={deck}>
      {(published || source) && (
        <Button kind="neutral" name="intent" value="diff">
          {published ? t("forms.editor.compare", { number: published.number }) : t("forms.again.compare")}
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
