import type { ReactNode } from "react";
import { Choices } from "@/components/choices";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Field } from "@/components/field";
import type { Answer } from "@/components/status-mark";
import type { Action } from "@/lib/core/action";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import type { Engagement } from "@/lib/forms/schema";
import type { FoundCandidacy } from "../queries";

/** What each form of this room says where something is wrong. */
export const told = ({ t, locale }: Frame) => ({
  texts: errorTexts(locale, "signatures", "organizations"),
  room: "signatures",
  wrong: t("components.errors.title", { count: 1 }),
});

interface Props<O, R extends string> {
  readonly frame: Frame;
  readonly formId: string;
  readonly person: FoundCandidacy;
  readonly action: Action<O, R>;
  readonly children: ReactNode;
}

/** Records what one person signed or said by another way than her link. */
export function RecordForm<O, R extends string>(props: Props<O, R>) {
  const { frame, formId, person, action, children } = props;
  return (
    <ActionForm action={action} {...told(frame)} className="stack measure">
      <input type="hidden" name="locale" value={frame.locale} />
      <input type="hidden" name="formId" value={formId} />
      <input type="hidden" name="candidacy" value={person.publicId} />
      <input type="hidden" name="role" value={person.role} />
      {children}
    </ActionForm>
  );
}

/** In which language it was read. */
export function LanguageField({ frame: { t }, label }: { readonly frame: Frame; readonly label: string }) {
  const options = (["fr", "en"] as const).map((value) => ({
    value,
    label: t(`signatures.paper.language.${value}`),
  }));
  return <Field kind="select" name="language" label={label} options={options} />;
}

const ANSWERS: readonly (readonly [string, Answer])[] = [
  ["yes", "yes"],
  ["with_reservation", "with-reservation"],
  ["no", "no"],
];

/** One engagement with its three answers, nothing ticked, and what was written beside; where it may be unclear, a fourth box. */
export function AnswerBox(props: {
  readonly frame: Frame;
  readonly engagement: Engagement;
  readonly unclear?: string;
}) {
  const { frame, engagement, unclear } = props;
  const { t, locale } = frame;
  const { id, position, title } = engagement;
  const answers = ANSWERS.map(([value, answer]) => ({
    value,
    answer,
    label: t(`components.answer.${answer}`),
  }));
  return (
    <div className="stack reading">
      <Choices
        name={`answers.${id}.value`}
        legend={`${position}. ${localized(title, locale).text}`}
        choices={[...answers, ...(unclear ? [{ value: "unclear", label: unclear }] : [])]}
      />
      <ActionField
        kind="textarea"
        rows={2}
        name={`answers.${id}.comment`}
        label={t("signatures.paper.comment-of", { position })}
      />
    </div>
  );
}
