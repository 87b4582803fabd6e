import type { Locale } from "./locale";
import { MESSAGES } from "./messages";

const PREFIX = "components.errors.prefix";

function flat(node: object, at: string): [string, string][] {
  return Object.entries(node).flatMap(([name, held]: [string, unknown]) =>
    typeof held === "object" && held !== null
      ? flat(held, `${at}.${name}`)
      : [[`${at}.${name}`, String(held)] satisfies [string, string]],
  );
}

/**
 * The sentences under `<room>.errors`, by full key, for the forms of the desk, which cannot be handed a translator.
 * Refusals are looked up there as `<room>.errors.<refusal>`; `{name}` in them is filled from the refusal's detail.
 */
export function errorTexts(
  locale: Locale,
  ...rooms: (keyof (typeof MESSAGES)["fr"])[]
): Record<string, string> {
  const all = rooms.flatMap((room) => {
    const messages: object = MESSAGES[locale][room];
    return "errors" in messages && typeof messages.errors === "object" && messages.errors !== null
      ? flat(messages.errors, `${room}.errors`)
      : [];
  });
  return { ...Object.fromEntries(all), [PREFIX]: MESSAGES[locale].components.errors.prefix };
}
