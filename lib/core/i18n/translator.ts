import { createTranslator } from "use-intl/core";
import type { Locale } from "./locale";
import { MESSAGES } from "./messages";

export type Values = Record<string, string | number | Date>;

/** A text of the interface by its full key, e.g. `t("signatures.sign.button")`; ICU values fill its fields. */
export type Translator = (key: string, values?: Values) => string;

const made = new Map<Locale, Translator>();

function make(locale: Locale): Translator {
  const translate: Translator = createTranslator({
    locale,
    messages: MESSAGES[locale],
    timeZone: "Europe/Paris",
    onError(error) {
      throw error;
    },
  });
  return (key, values) => translate(key, values);
}

/** The translator of a language; a missing key or value throws, so that no test passes over it. */
export function translator(locale: Locale): Translator {
  let translate = made.get(locale);
  if (!translate) {
    translate = make(locale);
    made.set(locale, translate);
  }
  return translate;
}
