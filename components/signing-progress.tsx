import type { Translator } from "@/lib/core/i18n/translator";
import { type Answer, StatusMark } from "./status-mark";
import { wordOf } from "./status-word";

interface Props {
  readonly t: Translator;
  readonly steps: readonly {
    readonly number: number;
    readonly answer?: Answer;
    readonly isCurrent?: boolean;
  }[];
}

/** One box per engagement, filled by its answer; the current ones are thick. */
export function SigningProgress({ t, steps }: Props) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li
          key={step.number}
          className={step.answer ? undefined : "blank"}
          aria-current={step.isCurrent ? "step" : undefined}
        >
          {step.answer && <StatusMark mark={step.answer} />}
          <span className="vh">
            {t("components.steps.step", { number: step.number })},{" "}
            {step.answer ? wordOf(t, step.answer) : t("components.steps.blank")}
          </span>
        </li>
      ))}
    </ol>
  );
}
