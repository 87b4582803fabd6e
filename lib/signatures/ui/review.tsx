import { Button, ButtonLink } from "@/components/button";
import { fieldId } from "@/components/field";
import { Narrow, PageTitle } from "@/components/section";
import { StatusMark, toneOf } from "@/components/status-mark";
import { StatusWord, wordOf } from "@/components/status-word";
import type { Frame } from "@/lib/core/frame";
import type { Engagement } from "@/lib/forms/schema";
import type { ReviewShown } from "../answering/documents";
import type { Opened, PageProps } from "../links/documents";
import { unseenOf } from "../preparing/rules";
import { PreparedMark, PreparedNotice } from "../preparing/ui/prepared";
import { missingAnswers, signPath, statusOfAnswers } from "../rules";
import { Elsewhere, KeepScript, KeepState } from "./keeping";
import { LinkPage, Wrong } from "./link-page";
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
export function ReviewPage({ opened, frame, attempt }: PageProps<ReviewShown>) {
  const { t } = frame;
  const { signing } = opened;
  const isSigned = isSignedAsIs(signing);
  const isPrepared = !opened.team && unseenOf(signing.marks).length > 0;
  const title = t(`signatures.review.${isPrepared ? "prepared-title" : "title"}`);
  const aside = opened.team ? "preparing" : isSigned ? "signed" : "draft";
  return (
    <LinkPage frame={frame} title={title} aside={t(`signatures.aside.${aside}`)} head={<KeepScript />}>
      <Narrow>
        <PageTitle title={title} />
        <Wrong t={t} attempt={attempt} />
        <Elsewhere frame={frame} shown={opened.shown} />
        <PreparedNotice opened={opened} frame={frame} />
        <p className="quiet">{t(isSigned ? "signatures.review.as-signed" : "signatures.review.deck")}</p>
        <KeepState frame={frame} opened={opened} />
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
          <Next frame={frame} opened={opened} />
        </div>
      </Narrow>
    </LinkPage>
  );
}

/** What comes next: answer what is missing, tell the signer, approve what was prepared, or go and sign. */
function Next({
  frame: { t, locale },
  opened,
}: {
  readonly frame: Frame;
  readonly opened: Opened<ReviewShown>;
}) {
  const { signing, token, team, shown } = opened;
  const missing = firstMissingTheme(signing);
  const at = signPath(locale, token);
  if (missing)
    return (
      <ButtonLink kind="solid" size="full" href={`${at}/answers?theme=${missing}`}>
        {t("signatures.review.go-missing")}
      </ButtonLink>
    );
  if (team)
    return (
      <form method="post" action={`${at}/ready`}>
        <Button size="full">{t("signatures.preparing.ready", { name: signing.person.name })}</Button>
      </form>
    );
  if (unseenOf(signing.marks).length > 0)
    return (
      <form method="post" action={`${at}/review`}>
        <input type="hidden" name="answersHash" value={shown.answersHash} />
        <Button size="full">{t("signatures.prepared.approve")}</Button>
      </form>
    );
  const isSigned = isSignedAsIs(signing);
  return (
    <ButtonLink kind="solid" size="full" href={`${at}/${isSigned ? "done" : "confirm"}`}>
      {t(isSigned ? "signatures.open.receipt" : "signatures.review.to-confirm")}
    </ButtonLink>
  );
}

function Row(props: Props & { readonly engagement: Engagement; readonly theme: number }) {
  const { frame, opened, engagement, theme } = props;
  const { t, locale } = frame;
  const { value, comment } = opened.signing.answers[engagement.id] ?? {};
  const title = titleOf(engagement, locale);
  const href = `${signPath(locale, opened.token)}/answers?theme=${theme}#${fieldId(fieldsOf(engagement.id).value)}`;
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
        {!opened.team && <PreparedMark signing={opened.signing} frame={frame} id={engagement.id} />}
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
