import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { EditorRow } from "@/components/desk-patterns";
import type { Frame } from "@/lib/core/frame";
import { LOCALES, type Locale, type LocalizedText } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { COMPETENCES, type Engagement, type Theme } from "../../schema";
import { LIMITS } from "../schema";

interface PairProps {
  readonly t: Translator;
  /** Name of the fields without their language. */
  readonly name: string;
  readonly label: string;
  readonly locale: Locale;
  readonly text: LocalizedText;
  readonly limit: number;
  readonly rows?: number;
  readonly serif?: boolean;
}

/** One text in one language; the same text in the other stands beside it. */
export function TextField({ t, name, label, locale, text, limit, rows, serif }: PairProps) {
  return (
    <ActionField
      {...(rows ? { kind: "textarea" as const, rows } : {})}
      name={`${name}.${locale}`}
      label={t(`forms.editor.label-${locale}`, { label })}
      lang={locale}
      defaultValue={text[locale] ?? ""}
      data-limit={limit}
      {...(serif ? { serif } : {})}
    />
  );
}

interface ToolsProps {
  readonly t: Translator;
  readonly id: string;
  /** "l’engagement 3", for those who do not see where the button stands. */
  readonly what: string;
  readonly hasUp: boolean;
  readonly hasDown: boolean;
}

function MoveTools({ t, id, what, hasUp, hasDown }: ToolsProps) {
  const moves = [hasUp && "up", hasDown && "down"].filter((move) => move !== false);
  return moves.map((move) => (
    <Button
      key={move}
      kind="quiet"
      name="intent"
      value={`${move}:${id}`}
      aria-label={t(`forms.editor.${move}-what`, { what })}
    >
      {t(`forms.editor.${move}`)}
    </Button>
  ));
}

/** The title of a theme in both languages, with its place and its removal where it is empty. */
export function ThemeRow(props: { frame: Frame; theme: Theme; number: number; isLast: boolean }) {
  const { theme, number, isLast } = props;
  const { t } = props.frame;
  const { id, title, engagements } = theme;
  const what = t("forms.editor.theme-n", { number });
  const field = {
    t,
    name: `themes.${id}.title`,
    label: t("forms.editor.theme"),
    text: title,
    limit: LIMITS.theme,
  };
  return (
    <div id={`e-${id}`} data-drop={id}>
      <EditorRow
        isTheme
        head={
          <>
            <span className="small">{what}</span>
            <MoveTools t={t} id={id} what={what} hasUp={number > 1} hasDown={!isLast} />
          </>
        }
        original={<TextField {...field} locale="fr" serif />}
        translation={<TextField {...field} locale="en" serif />}
        foot={
          engagements.length === 0 && (
            <Button kind="quiet" name="intent" value={`remove:${id}`}>
              {t("forms.editor.remove-theme")}
            </Button>
          )
        }
      />
    </div>
  );
}

/** One engagement in both languages: short title, the words that get signed, why it matters. */
export function EngagementRow(props: {
  frame: Frame;
  engagement: Engagement;
  hasUp: boolean;
  hasDown: boolean;
  isRemoving: boolean;
}) {
  const { frame, engagement, isRemoving, hasUp, hasDown } = props;
  const { t } = frame;
  const { id, position, title } = engagement;
  const what = t("forms.editor.engagement-n", { number: position });
  return (
    <div id={`e-${id}`} data-drop={id}>
      <EditorRow
        head={
          <>
            <span className="item-n" role="img" aria-label={what} draggable data-drag={id}>
              {position}
            </span>
            <MoveTools t={t} id={id} what={what} hasUp={hasUp} hasDown={hasDown} />
          </>
        }
        original={<EngagementFields t={t} engagement={engagement} locale="fr" />}
        translation={<EngagementFields t={t} engagement={engagement} locale="en" />}
        foot={
          <div className="tools">
            <CompetenceField t={t} engagement={engagement} />
            <MissingNote t={t} engagement={engagement} />
            <RemoveTools
              t={t}
              id={id}
              what={what}
              name={title.fr ?? title.en ?? what}
              isRemoving={isRemoving}
            />
          </div>
        }
      />
    </div>
  );
}

interface RemoveProps {
  readonly t: Translator;
  readonly id: string;
  readonly what: string;
  readonly name: string;
  readonly isRemoving: boolean;
}

/** Removing takes two presses, the first of which saves and asks. */
function RemoveTools({ t, id, what, name, isRemoving }: RemoveProps) {
  if (!isRemoving)
    return (
      <Button
        kind="quiet"
        name="intent"
        value={`ask-remove:${id}`}
        aria-label={t("forms.editor.remove-what", { what })}
      >
        {t("forms.editor.remove")}
      </Button>
    );
  return (
    <>
      <strong>{t("forms.editor.remove-sure", { title: name })}</strong>
      <Button kind="neutral" name="intent" value={`remove:${id}`}>
        {t("forms.editor.remove-yes")}
      </Button>
      <Button kind="quiet" name="intent" value={`keep:${id}`}>
        {t("forms.editor.remove-no")}
      </Button>
    </>
  );
}

function EngagementFields(props: { t: Translator; engagement: Engagement; locale: Locale }) {
  const { t, engagement, locale } = props;
  const { id, title, text, why } = engagement;
  const field = (part: string) => ({
    t,
    locale,
    name: `engagements.${id}.${part}`,
    label: t(`forms.editor.${part === "title" ? "title-part" : part}`),
  });
  return (
    <>
      <TextField {...field("title")} text={title} limit={LIMITS.engagement} />
      <TextField {...field("text")} text={text} limit={LIMITS.text} rows={3} serif />
      <TextField {...field("why")} text={why} limit={LIMITS.why} rows={2} />
    </>
  );
}

/** What an elected person can do about it; the check before publishing reads it. */
function CompetenceField({ t, engagement }: { t: Translator; engagement: Engagement }) {
  const { id, competence } = engagement;
  const options = [
    { value: "", label: t("forms.editor.competence-none") },
    ...COMPETENCES.map((value) => ({ value, label: t(`forms.editor.competence-${value}`) })),
  ];
  return (
    <ActionField
      // A select keeps what it shows when its default changes, unless it is made anew.
      key={competence ?? "none"}
      kind="select"
      name={`engagements.${id}.competence`}
      label={t("forms.editor.competence")}
      options={options}
      defaultValue={competence ?? ""}
    />
  );
}

function MissingNote({ t, engagement }: { t: Translator; engagement: Engagement }) {
  const lacking = LOCALES.filter((locale) => !engagement.title[locale] || !engagement.text[locale]);
  return lacking.map((locale) => (
    <span key={locale} className="missing">
      {t(`forms.editor.lacks-${locale}`)}
    </span>
  ));
}
