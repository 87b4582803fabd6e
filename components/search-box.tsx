import type { ReactNode } from "react";
import { asset } from "@/lib/core/assets";
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

/** One box and one button, answered by a page (GET); where script runs, suggestions come while one types. */
export function SearchBox({ t, action, name = "q", value, label, button, children }: Props) {
  return (
    <search>
      <form
        className="search"
        action={action}
        method="get"
        data-suggest={`/api/v1/suggest?lang=${action.slice(1, 3)}&q=`}
        data-suggestions={t("components.search.suggestions")}
        data-found={t("components.search.found", { count: "%" })}
      >
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
          maxLength={240}
          autoComplete="off"
          autoCapitalize="words"
          enterKeyHint="search"
        />
        <button className="button solid" type="submit">
          {button ?? t("components.search.button")}
        </button>
        {children && <div className="search-more small">{children}</div>}
      </form>
      <script type="module" src={asset("suggest.js")} />
    </search>
  );
}
