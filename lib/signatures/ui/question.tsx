import { type Choice, Choices } from "@/components/choices";
import { Diff } from "@/components/diff";
import { Ask, EngagementItem, Why } from "@/components/engagement";
import { Field } from "@/components/field";
import { Prose } from "@/components/prose";
import type { Attempt } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml, markdownToText } from "@/lib/core/markdown";
import { formatDate, formatNumber } from "@/lib/core/time";
import { wordDiff } from "@/lib/forms/rules";
import type { Engagement } from "@/lib/forms/schema";
import type { AnswerValue } from "@/prisma/client/enums";
import type { Suggestion } from "../inbox/queries";
import { PreparedMark } from "../preparing/ui/prepared";
import type { Signing } from "../queries";
import type { SignedText } from "../receipts/queries";
import { digestOf } from "../rules";
import { engagementsOf, MARK_OF, titleOf } from "./wording";

const VALUES: readonly AnswerValue[] = ["yes", "with_reservation", "no"];
const LONGEST_COMMENT = 2000;

/** The names of the fields of one engagement: its answer, and the comment beneath each answer. */
export function fieldsOf(id: string) {
  return {
    value: `answers.${id}.value`,
    /** Which answer the page showed. */
    was: `answers.${id}.was`,
    comment: (value: string) => `answers.${id}.comments.${value}`,
  };
}

interface Props {
  readonly frame: Frame;
  readonly engagement: Engagement;
  readonly signing: Signing;
  /** Somebody of the team sees no mark of what the team prepared. */
  readonly isTeam: boolean;
  /** What she signed on this form, where that is another version. */
  readonly signed: SignedText | null;
  /** What the same person signed before of this engagement. */
  readonly suggestion: Suggestion | undefined;
  readonly attempt: Attempt | undefined;
  /** By field name, in the reader's language. */
  readonly errors: ReadonlyMap<string, string>;
}

/** An engagement and its three answers; nothing is ticked that was not ticked before. */
export function Question(props: Props) {
  const { frame, engagement, signing, isTeam, attempt, errors } = props;
  const { t, locale } = frame;
  const { answers } = signing;
  const { id, position, text, why } = engagement;
  const words = localized(text, locale);
  const because = localized(why, locale);
  const { value, was } = fieldsOf(id);
  const selected = attempt?.values[value] ?? answers[id]?.value;
  const title = titleOf(engagement, locale);
  return (
    <Ask>
      <EngagementItem
        number={position}
        id={`engagement-${position}`}
        words={<Prose html={markdownToHtml(words.text)} isEngagement />}
        lang={words.lang}
      >
        {because.text && (
          <Why summary={t("signatures.answers.why")}>
            <Prose html={markdownToHtml(because.text)} lang={because.lang} />
          </Why>
        )}
      </EngagementItem>
      <Reworded {...props} />
      {!answers[id]?.value && <Before {...props} />}
      {!isTeam && <PreparedMark signing={signing} frame={frame} id={id} />}
      <input type="hidden" name={was} value={digestOf(answers[id])} data-id={id} data-number={position} />
      <Choices
        name={value}
        legend={t("signatures.answers.legend", { number: position, title: title.text })}
        isLegendHidden
        choices={VALUES.map((one) => choice(props, one))}
        selected={selected}
        error={errors.get(value)}
      />
    </Ask>
  );
}

/** What changed, word by word, in an engagement that she signed in other words: the reason why she is asked again. */
function Reworded({ frame: { t, locale }, engagement, signed }: Props) {
  const before = signed?.changed.includes(engagement.id)
    ? engagementsOf(signed.version).find(({ lineageId }) => lineageId === engagement.lineageId)
    : undefined;
  if (!signed || !before) return null;
  const textOf = (one: Engagement) => {
    const title = titleOf(one, locale).text;
    const isOther = titleOf(before, locale).text !== titleOf(engagement, locale).text;
    return `${isOther ? `${title}. ` : ""}${markdownToText(localized(one.text, locale).text)}`;
  };
  const parts = wordDiff(textOf(before), textOf(engagement));
  return (
    <Diff t={t} parts={parts} title={t("signatures.changed.diff", { version: signed.version.number })}>
      {t("signatures.changed.diff-note", { version: signed.version.number })}
    </Diff>
  );
}

/** A reminder in words, never a tick: nobody answers but by an act of her own. */
function Before({ suggestion, frame: { t, locale }, signing }: Props) {
  if (!suggestion) return null;
  const { value, form, signedAt, isSame } = suggestion;
  return (
    <p className="small quiet before">
      {t("signatures.before.said", {
        answer: t(`components.answer.${MARK_OF[value]}`),
        form: localized(form, locale).text,
        date: formatDate(signedAt, locale, signing.version.timeZone),
      })}{" "}
      {t(`signatures.before.${isSame ? "same" : "changed"}`)}
    </p>
  );
}

function choice(props: Props, value: AnswerValue): Choice {
  const { t } = props.frame;
  return {
    value,
    label: t(`signatures.answers.${MARK_OF[value]}`),
    answer: MARK_OF[value],
    beneath:
      value === "with_reservation" ? (
        <Comment {...props} value={value} />
      ) : (
        <Remark {...props} value={value} />
      ),
  };
}

// A yes or a no needs no word; its field waits folded, open where something is written.
function Remark(props: Props & { readonly value: AnswerValue }) {
  return (
    <details className="why small" open={commentOf(props) !== ""}>
      <summary>{props.frame.t("signatures.answers.remark")}</summary>
      <Comment {...props} />
    </details>
  );
}

function commentOf({
  signing: { answers },
  attempt,
  engagement: { id },
  value,
}: Props & { readonly value: AnswerValue }): string {
  const typed = attempt?.values[fieldsOf(id).comment(value)];
  const kept = answers[id];
  return typed ?? (kept?.value === value ? (kept.comment ?? "") : "");
}

function Comment(props: Props & { readonly value: AnswerValue }) {
  const { frame, engagement, errors, value } = props;
  const name = fieldsOf(engagement.id).comment(value);
  return (
    <Field
      kind="textarea"
      name={name}
      label={frame.t(`signatures.answers.comment-${MARK_OF[value]}`)}
      hint={frame.t("signatures.answers.comment-hint", { max: formatNumber(LONGEST_COMMENT, frame.locale) })}
      maxLength={LONGEST_COMMENT}
      defaultValue={commentOf(props)}
      error={errors.get(name)}
    />
  );
}
