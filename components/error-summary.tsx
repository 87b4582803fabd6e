import type { Translator } from "@/lib/core/i18n/translator";
import { fieldId } from "./field";

interface Props {
  readonly t: Translator;
  /** `field` is the control's name, "" for the whole form; `text` is a sentence in the reader's language. */
  readonly errors: readonly { readonly field: string; readonly text: string }[];
  readonly title?: string;
  /** False where nothing was just sent, as in a sample. */
  readonly isNew?: boolean;
}

/** What is wrong, with a link to each field; the fields repeat their own message. */
export function ErrorSummary({ t, errors, title, isNew = true }: Props) {
  if (errors.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: the page came back because of what stands here, and needs no script to say so
    <div className="errors" id="errors" role="alert" tabIndex={-1} autoFocus={isNew}>
      <h2 className="h3">{title ?? t("components.errors.title", { count: errors.length })}</h2>
      <p>{t("components.errors.kept")}</p>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field} ${error.text}`}>
            {error.field ? (
              <a href={`#${fieldId(error.field)}`}>{error.text}</a>
            ) : (
              <strong>{error.text}</strong>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
