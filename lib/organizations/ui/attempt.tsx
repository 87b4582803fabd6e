import { ErrorSummary } from "@/components/error-summary";
import { Field } from "@/components/field";
import type { Attempt } from "@/lib/core/document";
import type { Translator } from "@/lib/core/i18n/translator";

interface Posted {
  readonly t: Translator;
  readonly attempt: Attempt | undefined;
}

/** What is wrong with a posted form, over it. */
export function AttemptErrors({ t, attempt }: Posted) {
  const errors = attempt?.errors ?? [];
  return (
    <ErrorSummary t={t} errors={errors.map(({ field, key, detail }) => ({ field, text: t(key, detail) }))} />
  );
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
