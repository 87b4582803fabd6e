import { ErrorSummary } from "@/components/error-summary";
import { Field } from "@/components/field";
import type { Attempt } from "@/lib/core/document";
import type { Translator } from "@/lib/core/i18n/translator";

interface Posted {
  readonly t: Translator;
  readonly attempt: Attempt | undefined;
}

/** What is wrong with a posted form, over it; `labels` say of which field each sentence speaks. */
export function AttemptErrors({ t, attempt, labels }: Posted & { labels: Readonly<Record<string, string>> }) {
  const errors = (attempt?.errors ?? []).map(({ field, key, detail }) => {
    const [error, label] = [t(key, detail), labels[field]];
    return { field, text: label ? t("organizations.errors.of", { field: label, error }) : error };
  });
  return <ErrorSummary t={t} errors={errors} />;
}

interface Props extends Posted {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "email" | "url";
  readonly autoComplete?: string;
  readonly isOptional?: boolean;
}

/** A one-line field that keeps what was typed and repeats its error. */
export function AttemptField({
  t,
  attempt,
  name,
  label,
  hint,
  type = "text",
  autoComplete,
  isOptional,
}: Props) {
  const wrong = attempt?.errors.find(({ field }) => field === name);
  return (
    <Field
      name={name}
      label={isOptional ? `${label} (${t("components.field.optional")})` : label}
      type={type}
      required={!isOptional}
      defaultValue={attempt?.values[name] ?? ""}
      error={wrong && t(wrong.key, wrong.detail)}
      {...(hint ? { hint } : {})}
      {...(autoComplete ? { autoComplete } : {})}
    />
  );
}
