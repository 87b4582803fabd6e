import { createTranslator } from "use-intl/core";
import type { Locale } from "./locale";
import { MESSAGES } from "./messages";

export type Values = Record<string, string | number | Date>;

/** A text of the interface by its full key, e.g. `t("signatures.sign.button")`; ICU values fill its fields. */
export type Translator = (key: string, values?: Values) => string;

const made = new Map<Locale, Translator>();

// The library would type each key; ours are also composed, and a test looks each one up.
function acceptsAnyKey(messages: unknown): messages is Record<string, string> {
  return typeof messages === "object";
}

// Most texts have no field to fill: the library needs longer for them than for all the rest of a page.
function plainTexts(
  messages: object,
  path = "",
  found = new Map<string, string>(),
): ReadonlyMap<string, string> {
  for (const [name, said] of Object.entries(messages)) {
    if (typeof said === "object" && said !== null) plainTexts(said, `${path}${name}.`, found);
    else if (typeof said === "string" && !/[{}<'#]/.test(said)) found.set(path + name, said);
  }
  return found;
}

function make(locale: Locale): Translator {
  const messages: unknown = MESSAGES[locale];
  if (!acceptsAnyKey(messages)) throw new Error(`no messages in ${locale}`);
  const translate = createTranslator({
    locale,
    messages,
    timeZone: "Europe/Paris",
    onError(error) {
      throw error;
    },
  });
  const plain = plainTexts(messages);
  return (key, values) => plain.get(key) ?? translate(key, values);
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
