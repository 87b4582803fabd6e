import { Actions, ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import { StatusWord } from "@/components/status-word";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import type { Opened } from "../links/documents";
import { REHEARSAL, signPath, statusNow } from "../rules";
import {
  capital,
  countAnswers,
  engagementsOf,
  firstMissingTheme,
  isSignedAsIs,
  momentOf,
  numeral,
  signedWhen,
  titleOf,
  valuesOf,
} from "./wording";

interface Props {
  readonly frame: Frame;
  readonly opened: Opened;
  /** True where nothing can be answered or signed any more. */
  readonly isClosed?: boolean;
}

/** What this person did before on this form: signed, signed words that changed since, withdrew, declined. */
export function Standing({ frame, opened, isClosed }: Props) {
  const { signing, signed } = opened;
  if (signed && !signed.signature.isWithdrawn) {
    return (
      <>
        <SignedFact frame={frame} opened={opened} />
        {signed.version.id === signing.version.id ? (
          <UnsignedChanges frame={frame} opened={opened} />
        ) : (
          <ChangedWords frame={frame} opened={opened} />
        )}
      </>
    );
  }
  return <Undone frame={frame} opened={opened} {...(isClosed ? { isClosed } : {})} />;
}

function SignedFact({ frame: { t, locale }, opened: { signed, token } }: Props) {
  if (!signed) return null;
  const { signature, version } = signed;
  const values = valuesOf(version, signature.answers);
  const yes = countAnswers(version, signature.answers).yes;
  return (
    <Notice isQuiet>
      <p>
        <strong>
          {t("signatures.standing-now.signed", {
            version: signature.versionNumber,
            at: signedWhen(signature, locale, version.timeZone),
          })}
        </strong>
      </p>
      <p>
        {t("signatures.standing-now.public")}{" "}
        <StatusWord
          t={t}
          mark={statusNow(values, version.minimum, signature.lacks)}
          count={{ yes, total: values.length }}
        />
      </p>
      {signature.disputedAt && (
        <p>
          <strong>
            {t("signatures.contest.standing.disputed", {
              at: momentOf(signature.disputedAt, locale, version.timeZone),
            })}
          </strong>
        </p>
      )}
      {!token.startsWith(REHEARSAL) && (
        <p className="small">
          <a href={`${signPath(locale, token)}/dispute`}>{t("signatures.contest.open-link")}</a>
        </p>
      )}
    </Notice>
  );
}

function UnsignedChanges({ frame: { t, locale }, opened: { signing, token } }: Props) {
  if (isSignedAsIs(signing)) return null;
  return (
    <Notice>
      <p>
        <strong>{t("signatures.standing-now.unsigned")}</strong> {t("signatures.standing-now.unsigned-more")}
      </p>
      <p>
        <a href={`${signPath(locale, token)}/review`}>{t("signatures.standing-now.review")}</a>
      </p>
    </Notice>
  );
}

function ChangedWords({ frame: { t, locale }, opened: { signing, signed, token } }: Props) {
  if (!signed) return null;
  const { version } = signing;
  const changed = engagementsOf(version).filter(({ id }) => signed.changed.includes(id));
  const theme = firstMissingTheme(signing);
  const next = theme ? `answers?theme=${theme}` : "review";
  return (
    <Notice>
      <p>
        <strong>
          {t("signatures.changed.title", { date: formatDate(version.publishedAt, locale, version.timeZone) })}
        </strong>{" "}
        {t("signatures.changed.stays", { signed: signed.version.number, now: version.number })}
      </p>
      <p>
        {t("signatures.changed.which", {
          count: changed.length,
          number: capital(numeral(t, changed.length)),
        })}
      </p>
      <ul>
        {changed.map((one) => (
          <li key={one.id}>
            {one.position}. <span lang={titleOf(one, locale).lang}>{titleOf(one, locale).text}</span>
          </li>
        ))}
      </ul>
      <Actions>
        <ButtonLink kind="solid" href={`${signPath(locale, token)}/${next}`}>
          {t(theme ? "signatures.changed.answer" : "signatures.changed.review", { count: changed.length })}
        </ButtonLink>
      </Actions>
    </Notice>
  );
}

function Undone({ frame: { t, locale }, opened: { signing }, isClosed }: Props) {
  const { signature, decline, version } = signing;
  const withdrawnAt = signature?.withdrawnAt;
  const isDeclineLater = decline && (!withdrawnAt || decline.at > withdrawnAt);
  if (isDeclineLater) {
    const at = momentOf(decline.at, locale, version.timeZone);
    return (
      <Notice isQuiet>
        <strong>
          {t(`signatures.standing-now.declined-${decline.isPublic ? "public" : "private"}`, { at })}
        </strong>{" "}
        {!isClosed && t("signatures.standing-now.may-answer")}
      </Notice>
    );
  }
  if (!withdrawnAt) return null;
  const at = momentOf(withdrawnAt, locale, version.timeZone);
  return (
    <Notice isQuiet>
      <strong>{t("signatures.standing-now.withdrawn", { at })}</strong>{" "}
      {!isClosed && t("signatures.standing-now.may-sign")}
    </Notice>
  );
}
