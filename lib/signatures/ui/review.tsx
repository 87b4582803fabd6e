import { ButtonLink } from "@/components/button";
import { fieldId } from "@/components/field";
import { Narrow, PageTitle } from "@/components/section";
import { StatusMark, toneOf } from "@/components/status-mark";
import { StatusWord, wordOf } from "@/components/status-word";
import type { Frame } from "@/lib/core/frame";
import type { Engagement } from "@/lib/forms/schema";
import type { Opened, PageProps } from "../links/documents";
import { missingAnswers, statusOfAnswers } from "../rules";
import { LinkPage } from "./link-page";
import { fieldsOf } from "./question";
import {
  countAnswers,
  engagementsOf,
  firstMissingTheme,
  isSignedAsIs,
  listOf,
  MARK_OF,
  numeral,
  titleOf,
  valuesOf,
} from "./wording";

interface Props {
  readonly frame: Frame;
  readonly opened: Opened;
}

/** First of two taps: every answer on one page, what is missing, and what will be public. */
export function ReviewPage({ opened, frame }: PageProps) {
  const { t, locale } = frame;
  const { signing, token } = opened;
  const missing = firstMissingTheme(signing);
  const at = `/${locale}/sign/${token}`;
  return (
    <LinkPage
      frame={frame}
      title={t("signatures.review.title")}
      aside={t(`signatures.aside.${isSignedAsIs(signing) ? "signed" : "draft"}`)}
    >
      <Narrow>
        <PageTitle title={t("signatures.review.title")} />
        <p className="quiet">
          {t(isSignedAsIs(signing) ? "signatures.review.as-signed" : "signatures.review.deck")}
        </p>
        <ol className="review">
          {signing.version.themes.flatMap(({ engagements }, index) =>
            engagements.map((engagement) => (
              <Row
                key={engagement.id}
                frame={frame}
                opened={opened}
                engagement={engagement}
                theme={index + 1}
              />
            )),
          )}
        </ol>
        <div className="notice-quiet">
          <Outcome frame={frame} opened={opened} />
        </div>
        <div className="actions">
          {missing ? (
            <ButtonLink kind="solid" size="full" href={`${at}/answers?theme=${missing}`}>
              {t("signatures.review.go-missing")}
            </ButtonLink>
          ) : (
            <ButtonLink kind="solid" size="full" href={`${at}/${isSignedAsIs(signing) ? "done" : "confirm"}`}>
              {t(isSignedAsIs(signing) ? "signatures.open.receipt" : "signatures.review.to-confirm")}
            </ButtonLink>
          )}
        </div>
      </Narrow>
    </LinkPage>
  );
}

function Row(props: Props & { readonly engagement: Engagement; readonly theme: number }) {
  const { frame, opened, engagement, theme } = props;
  const { t, locale } = frame;
  const { value, comment } = opened.signing.answers[engagement.id] ?? {};
  const title = titleOf(engagement, locale);
  const href = `/${locale}/sign/${opened.token}/answers?theme=${theme}#${fieldId(fieldsOf(engagement.id).value)}`;
  return (
    <li>
      <span className="num small">{engagement.position}</span>
      <div>
        <a href={href} lang={title.lang}>
          {title.text}
        </a>
        <p className={`small ${value ? toneOf(MARK_OF[value]) : "quiet"}`}>
          {value ? wordOf(t, MARK_OF[value]) : t("components.answer.none")}
        </p>
        {comment && <q>{comment}</q>}
      </div>
      {value ? <StatusMark mark={MARK_OF[value]} size={28} /> : <span className="blank" aria-hidden="true" />}
    </li>
  );
}

function Outcome({ frame, opened: { signing } }: Props) {
  const { t, locale } = frame;
  const { version, answers } = signing;
  const counts = countAnswers(version, answers);
  const said = [
    counts.yes > 0 && t("signatures.review.yes", { count: counts.yes }),
    counts.with_reservation > 0 &&
      t("signatures.review.with-reservation", { count: counts.with_reservation }),
    counts.no > 0 && t("signatures.review.no", { count: counts.no }),
  ].filter((text) => text !== false);
  const engagements = engagementsOf(version);
  const ids = engagements.map(({ id }) => id);
  const missing = missingAnswers(ids, answers).map(({ engagementId }) => ids.indexOf(engagementId) + 1);
  if (missing.length > 0) {
    const list = listOf(locale, missing.map(String));
    return (
      <p>
        <strong>
          {t("signatures.review.missing", { count: missing.length, number: numeral(t, missing.length) })}
        </strong>{" "}
        {t("signatures.review.missing-which", { count: missing.length, list })}
      </p>
    );
  }
  const values = valuesOf(version, answers);
  return (
    <div>
      <p>
        <strong>{said.join(", ")}.</strong> {t("signatures.review.public")}
      </p>
      <p>
        <StatusWord
          t={t}
          mark={statusOfAnswers(values, version.minimum)}
          count={{ yes: counts.yes, total: values.length }}
        />
      </p>
    </div>
  );
}
