import type { Translator } from "@/lib/core/i18n/translator";
import { Actions, Button, ButtonLink } from "../button";
import { Checkbox } from "../checkbox";
import { Choices } from "../choices";
import { EmptyState } from "../empty-state";
import { ErrorSummary } from "../error-summary";
import { Field } from "../field";
import { Notice } from "../notice";
import { Section } from "../section";
import { SigningProgress } from "../signing-progress";

/** Buttons, fields, choices, notices, each sound and each in trouble. */
export function Controls({ t }: { t: Translator }) {
  const word = t("components.system.word-sample");
  const wrong = t("components.system.wrong");
  return (
    <Section title={t("components.system.controls")} id="controls">
      <Actions>
        <Button type="button">{word}</Button>
        <Button type="button" kind="outlined">
          {word}
        </Button>
        <Button type="button" kind="neutral">
          {word}
        </Button>
        <Button type="button" kind="quiet">
          {word}
        </Button>
        <Button type="button" disabled>
          {t("components.system.disabled")}
        </Button>
        <ButtonLink href="#controls">{t("components.system.link")}</ButtonLink>
        <Button type="button" size="tall">
          {word}
        </Button>
      </Actions>
      <ErrorSummary
        t={t}
        isNew={false}
        errors={[
          { field: "system-wrong", text: wrong },
          { field: "system-choice-wrong", text: wrong },
        ]}
      />
      <Field name="system-empty" label={t("components.system.empty")} hint={t("components.system.hint")} />
      <Field name="system-filled" label={t("components.system.filled")} defaultValue={word} />
      <Field name="system-wrong" label={t("components.system.filled")} defaultValue="7870" error={wrong} />
      <Field
        name="system-area"
        kind="textarea"
        label={t("components.system.filled")}
        defaultValue={t("components.system.sample")}
        serif
      />
      <Field
        name="system-select"
        kind="select"
        label={t("components.system.filled")}
        options={["1", "2"].map((value) => ({ value, label: `${word} ${value}` }))}
      />
      <Checkbox name="system-check" label={t("components.system.sample")} />
      <Answers t={t} wrong={wrong} />
      <SigningProgress
        t={t}
        steps={[1, 2, 3, 4, 5].map((number) => ({
          number,
          isCurrent: number === 4,
          ...(number === 1 ? { answer: "yes" as const } : {}),
          ...(number === 2 ? { answer: "with-reservation" as const } : {}),
          ...(number === 3 ? { answer: "no" as const } : {}),
        }))}
      />
      <Notice>{t("components.system.sample")}</Notice>
      <Notice isQuiet>{t("components.system.sample")}</Notice>
      <Notice isStatus>{t("components.system.sample")}</Notice>
      <EmptyState title={t("components.system.nothing")}>
        <p>{t("components.system.sample")}</p>
      </EmptyState>
    </Section>
  );
}

function Answers({ t, wrong }: { t: Translator; wrong: string }) {
  const answers = ["yes", "with-reservation", "no"] as const;
  const choices = answers.map((answer) => ({
    value: answer,
    label: t(`components.answer.${answer}`),
    answer,
  }));
  const round = answers.map((answer) => ({ value: answer, label: t(`components.answer.${answer}`) }));
  const legend = t("components.system.sample");
  return (
    <>
      <Choices name="system-choice" legend={legend} choices={choices} selected="with-reservation" />
      <Choices name="system-choice-wrong" legend={legend} choices={choices} error={wrong} />
      <Choices name="system-round" legend={legend} choices={round} selected="yes" />
    </>
  );
}
