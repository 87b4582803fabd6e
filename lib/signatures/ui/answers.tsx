import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Narrow } from "@/components/section";
import { SigningProgress } from "@/components/signing-progress";
import type { Attempt } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatTime } from "@/lib/core/time";
import type { Theme } from "@/lib/forms/schema";
import type { AnswersShown } from "../answering/documents";
import type { Opened, PageProps } from "../links/documents";
import { missingAnswers, signPath } from "../rules";
import { AcceptAll } from "./accept-all";
import { Elsewhere, KeepScript, KeepState } from "./keeping";
import { LinkPage, wordsOf } from "./link-page";
import { fieldsOf, Question } from "./question";
import { engagementsOf, MARK_OF, numeral } from "./wording";

type Props = PageProps<AnswersShown>;

/** One theme: its engagements in their exact words, each with three answers. */
export function AnswersPage({ opened, frame, attempt }: Props) {
  const { t, locale } = frame;
  const { signing, shown } = opened;
  const theme = signing.version.themes[shown.theme - 1];
  if (!theme) throw new Error("a published version has at least one theme");
  const heading = localized(theme.title, locale);
  const errors = errorsOf(frame, opened, theme, attempt);
  return (
    <LinkPage frame={frame} title={heading.text} aside={savedAt(frame, opened)} head={<KeepScript />}>
      <Narrow>
        <Progress opened={opened} frame={frame} theme={theme} />
        <Elsewhere frame={frame} shown={shown} />
        <ErrorSummary
          t={t}
          errors={errors}
          {...(isMissing(attempt)
            ? {
                title: t("signatures.answers.missing", {
                  count: errors.length,
                  number: numeral(t, errors.length),
                }),
              }
            : {})}
        />
        {shown.theme === 1 && !attempt && !signing.savedAt && !signing.signature && (
          <Beforehand opened={opened} frame={frame} />
        )}
        <form method="post" action={`?theme=${shown.theme}`} noValidate data-answers>
          <input type="hidden" name="theme" value={shown.theme} />
          {theme.engagements.map((engagement) => (
            <Question
              key={engagement.id}
              frame={frame}
              engagement={engagement}
              signing={signing}
              signed={opened.signed}
              isTeam={opened.team !== null}
              suggestion={shown.suggestions[engagement.id]}
              attempt={attempt}
              errors={new Map(errors.map(({ field, text }) => [field, text]))}
            />
          ))}
          <KeepState frame={frame} opened={opened} />
          <div className="actions">
            <Button size="full">{nextLabel(frame, opened)}</Button>
          </div>
        </form>
        <Links opened={opened} frame={frame} hasErrors={errors.length > 0} />
        <AcceptAll frame={frame} token={opened.token} version={signing.version} />
      </Narrow>
    </LinkPage>
  );
}

type Shown = Opened<AnswersShown>;

function savedAt({ t, locale }: Frame, { signing, team }: Shown): string {
  const { savedAt, version } = signing;
  if (!savedAt) return t(`signatures.aside.${team ? "preparing" : "link"}`);
  return t("signatures.aside.saved", { time: formatTime(savedAt, locale, version.timeZone) });
}

function Progress({ opened: { signing, shown }, frame, theme }: Props & { readonly theme: Theme }) {
  const { t, locale } = frame;
  const { version, answers } = signing;
  const heading = localized(theme.title, locale);
  const steps = engagementsOf(version).map(({ id, position }) => {
    const value = answers[id]?.value;
    const isCurrent = theme.engagements.some((one) => one.id === id);
    return { number: position, isCurrent, ...(value ? { answer: MARK_OF[value] } : {}) };
  });
  return (
    <div className="notice-quiet">
      <SigningProgress t={t} steps={steps} />
      <h1 className="small">
        {t("signatures.answers.theme", { theme: shown.theme, themes: version.themes.length })}{" "}
        <b lang={heading.lang}>{heading.text}</b>
      </h1>
    </div>
  );
}

/** Before the first theme: whoever agrees with everything need not read ten questions to say so. */
function Beforehand({ opened: { token }, frame: { t, locale } }: Props) {
  return (
    <form
      className="notice-quiet small beforehand"
      method="post"
      action={`${signPath(locale, token)}/accept-all`}
    >
      <p>{t("signatures.answers.beforehand")}</p>
      <Button kind="outlined">{t("signatures.accept-all.button")}</Button>
    </form>
  );
}

function isMissing(attempt: Attempt | undefined): boolean {
  return attempt?.errors.some(({ key }) => key === "signatures.refusals.missing") ?? false;
}

/** What is wrong, by field: what the schema said, or what this theme still lacks after it was kept. */
function errorsOf(frame: Frame, opened: Shown, theme: Theme, attempt: Attempt | undefined) {
  const { t } = frame;
  if (!attempt) return [];
  if (!isMissing(attempt))
    return attempt.errors.map((error) => ({
      field: shownField(error.field, attempt),
      text: wordsOf(t, error),
    }));
  const ids = theme.engagements.map(({ id }) => id);
  return missingAnswers(ids, opened.signing.answers).map(({ engagementId, missing }) => {
    const number = theme.engagements.find(({ id }) => id === engagementId)?.position ?? 0;
    const fields = fieldsOf(engagementId);
    const field = missing === "answer" ? fields.value : fields.comment("with_reservation");
    return { field, text: t(`signatures.answers.missing-${missing}`, { number }) };
  });
}

/** The control on the page behind a field of the schema: the comment of the answer that was taken. */
function shownField(field: string, attempt: Attempt): string {
  const id = /^answers\.([^.]+)\.comment$/.exec(field)?.[1];
  if (!id) return field;
  const fields = fieldsOf(id);
  return fields.comment(attempt.values[fields.value] ?? "yes");
}

function nextLabel({ t, locale }: Frame, { signing: { version }, shown }: Shown): string {
  const next = version.themes[shown.theme];
  return next
    ? t("signatures.answers.next", { theme: localized(next.title, locale).text })
    : t("signatures.answers.to-review");
}

function Links(props: Props & { readonly hasErrors: boolean }) {
  const { opened, frame, hasErrors } = props;
  const { t, locale } = frame;
  const { token, shown, signing } = opened;
  const at = signPath(locale, token);
  const isLast = shown.theme === signing.version.themes.length;
  return (
    <ul className="links ways">
      <li>
        {shown.theme > 1 ? (
          <a href={`${at}/answers?theme=${shown.theme - 1}`}>{t("signatures.answers.previous")}</a>
        ) : (
          <a href={at}>{t("signatures.answers.back")}</a>
        )}
      </li>
      {hasErrors && !isLast && (
        <li>
          <a href={`${at}/answers?theme=${shown.theme + 1}`}>{t("signatures.answers.skip")}</a>
        </li>
      )}
      <li>
        <a href={`${at}/review`}>{t("signatures.answers.review")}</a>
      </li>
    </ul>
  );
}
