import { Actions, Button, ButtonLink } from "@/components/button";
import { Why } from "@/components/engagement";
import { Field } from "@/components/field";
import { Narrow, PageTitle } from "@/components/section";
import type { Attempt } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import { requiredSentences, scoreSentences } from "@/lib/forms/ui/required";
import type { Opened, PageProps } from "../links/documents";
import { unseenOf } from "../preparing/rules";
import { PreparedNotice } from "../preparing/ui/prepared";
import { engagementIds, missingAnswers, signPath } from "../rules";
import type { ConfirmShown } from "../signing/documents";
import { LinkPage, Wrong, wordsOf } from "./link-page";
import { SignedSentence } from "./sentence";
import { SignedWords } from "./signed-words";
import { Standing } from "./standing";
import { engagementsOf, firstMissingTheme, isSignedAsIs, numeral } from "./wording";

interface Props {
  readonly frame: Frame;
  readonly opened: Opened<ConfirmShown>;
}

/** Second of two taps: what is signed in one sentence, what becomes public, and the button. */
export function ConfirmPage({ opened, frame, attempt }: PageProps<ConfirmShown>) {
  const { t } = frame;
  const { signing } = opened;
  const missing = missingAnswers(engagementIds(signing.version), signing.answers);
  const isPrepared = unseenOf(signing.marks).length > 0;
  const isDone = isSignedAsIs(signing);
  const title = t(
    isDone
      ? "signatures.confirm.already"
      : missing.length > 0
        ? "signatures.confirm.missing"
        : isPrepared
          ? "signatures.review.prepared-title"
          : "signatures.confirm.title",
  );
  return (
    <LinkPage frame={frame} title={title} aside={t("signatures.aside.last")}>
      <Narrow>
        <PageTitle title={title} />
        <Wrong t={t} attempt={attempt} title={refusedTitle(frame, attempt)} />
        {isDone && <AlreadySigned opened={opened} frame={frame} />}
        {!isDone && missing.length > 0 && <Incomplete opened={opened} frame={frame} />}
        {!isDone && missing.length === 0 && isPrepared && <Unseen opened={opened} frame={frame} />}
        {!isDone && missing.length === 0 && !isPrepared && (
          <ToSign opened={opened} frame={frame} attempt={attempt} />
        )}
      </Narrow>
    </LinkPage>
  );
}

function refusedTitle({ t }: Frame, attempt: Attempt | undefined): string {
  const isSigned = attempt?.errors.some(({ key }) => key === "signatures.refusals.already-signed");
  return t(isSigned ? "signatures.confirm.already-title" : "signatures.confirm.nothing-signed");
}

function AlreadySigned({ opened, frame: { t, locale } }: Props) {
  return (
    <div className="stack">
      <p>{t("signatures.confirm.already-text")}</p>
      <Actions>
        <ButtonLink kind="solid" href={`${signPath(locale, opened.token)}/done`}>
          {t("signatures.open.receipt")}
        </ButtonLink>
      </Actions>
    </div>
  );
}

function Incomplete({ opened, frame }: Props) {
  const { t, locale } = frame;
  const { token, signing } = opened;
  return (
    <div className="stack">
      <Standing opened={opened} frame={frame} />
      <p>{t("signatures.confirm.missing-text")}</p>
      <Actions>
        <ButtonLink
          kind="solid"
          href={`${signPath(locale, token)}/answers?theme=${firstMissingTheme(signing) ?? 1}`}
        >
          {t("signatures.review.go-missing")}
        </ButtonLink>
      </Actions>
    </div>
  );
}

/** Nobody signs what somebody else prepared without having looked at it. */
function Unseen({ opened, frame }: Props) {
  return <PreparedNotice opened={opened} frame={frame} isLinked />;
}

function ToSign({ opened, frame, attempt }: Props & { readonly attempt: Attempt | undefined }) {
  const { t, locale } = frame;
  const { signing, token } = opened;
  const { version, answers, person } = signing;
  const count = engagementsOf(version).length;
  const validity = localized(version.validity, locale);
  return (
    <>
      <p className="engagement">
        <SignedSentence frame={frame} signing={signing} />
      </p>
      <SignButton opened={opened} frame={frame} />
      <ul className="rows small to-sign">
        {[...requiredSentences(t, version), ...scoreSentences(t, version)].map((said) => (
          <li key={said}>{said}</li>
        ))}
        {validity.text && <li lang={validity.lang}>{validity.text}</li>}
        <li>{t("signatures.privacy.public-line")}</li>
        <li>{t("signatures.privacy.never-line")}</li>
        <li>{t("signatures.privacy.withdraw")}</li>
      </ul>
      <p className="small ways">
        <a href={`${signPath(locale, token)}/review`}>{t("signatures.confirm.back")}</a>
      </p>
      <Why summary={t("signatures.confirm.words", { count, number: numeral(t, count) })}>
        <SignedWords frame={frame} version={version} answers={answers} by={person.name} />
      </Why>
      <ByDelegation opened={opened} frame={frame} attempt={attempt} />
    </>
  );
}

/** What the page showed goes back with the act, so that nothing else can be signed. */
function Shown({ opened: { signing, shown }, frame: { locale } }: Props) {
  const fields = { ...shown, hash: signing.version.hash, locale };
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** Who acts for the campaign signs as what he is: his name and function are public beside the signature. */
function ByDelegation({ opened, frame, attempt }: Props & { readonly attempt: Attempt | undefined }) {
  const { t } = frame;
  const errorOf = (field: string) => {
    const error = attempt?.errors.find((one) => one.field === field);
    return error && wordsOf(t, error);
  };
  const isOpen = attempt?.errors.some(({ field }) => field?.startsWith("delegate.")) ?? false;
  return (
    <details className="why" open={isOpen}>
      <summary>{t("signatures.delegate.summary", { name: opened.signing.person.name })}</summary>
      <form className="stack" method="post">
        <p>{t("signatures.delegate.text", { name: opened.signing.person.name })}</p>
        <Shown opened={opened} frame={frame} />
        {(["name", "function"] as const).map((part) => (
          <Field
            key={part}
            name={`delegate.${part}`}
            label={t(`signatures.delegate.${part}`)}
            required
            maxLength={120}
            autoComplete={part === "name" ? "name" : "organization-title"}
            defaultValue={attempt?.values[`delegate.${part}`] ?? ""}
            error={errorOf(`delegate.${part}`)}
          />
        ))}
        <Button kind="outlined" size="full">
          {t("signatures.delegate.button")}
        </Button>
      </form>
    </details>
  );
}

function SignButton({ opened, frame }: Props) {
  const { t, locale } = frame;
  const { version, person, now } = opened.signing;
  return (
    <form className="stack sign-form" method="post">
      <Shown opened={opened} frame={frame} />
      <div className="signing-line">
        <span className="line" aria-hidden="true" />
        <span className="box" aria-hidden="true" />
        <span className="caption">
          {t("signatures.confirm.line", {
            name: person.name,
            date: formatDate(now, locale, version.timeZone),
          })}
        </span>
        <span className="caption" aria-hidden="true">
          {t("signatures.confirm.box")}
        </span>
      </div>
      <Button size="tall full">{t("signatures.confirm.button")}</Button>
    </form>
  );
}
