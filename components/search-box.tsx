import type { ReactNode } from "react";
import type { Translator } from "@/lib/core/i18n/translator";

interface Props {
  readonly t: Translator;
  readonly action: string;
  readonly name?: string;
  readonly value?: string;
  readonly label?: string;
  readonly button?: string;
  /** Beneath: examples, or what could not be found. */
  readonly children?: ReactNode;
}

/** One box and one button, answered by a page (GET). */
export function SearchBox({ t, action, name = "q", value, label, button, children }: Props) {
  return (
    <search>
      <form className="search" action={action} method="get">
        <label className="label" htmlFor={name}>
          {label ?? t("components.search.label")}
        </label>
        <input
          className="input"
          type="search"
          id={name}
          name={name}
          defaultValue={value}
          required
          maxLength={120}
          autoComplete="off"
          autoCapitalize="words"
          enterKeyHint="search"
        />
        <button className="button solid" type="submit">
          {button ?? t("components.search.button")}
        </button>
        {children && <div className="search-more small">{children}</div>}
      </form>
    </search>
  );
}
