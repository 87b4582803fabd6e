import type { Frame } from "@/lib/core/frame";
import { MESSAGES } from "@/lib/core/i18n/messages";
import { textsOf } from "../../ui/parts";

/** What a set of files may be answered with: which of them cannot be read, and why. */
export function areaTexts(frame: Frame): Record<string, string> {
  const { unreadable, screen } = MESSAGES[frame.locale].importing;
  const of = Object.entries({ ...unreadable, "unknown-columns": screen.areas.unknown }).map(
    ([reason, text]) => [
      `importing.errors.${reason}`,
      screen.areas["of-file"].replace("{reason}", () => text),
    ],
  );
  return { ...textsOf(frame), ...Object.fromEntries(of) };
}
