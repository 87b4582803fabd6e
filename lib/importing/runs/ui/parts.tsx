import type { ReactNode } from "react";
import { ActionForm } from "@/components/client/action-form";
import type { Action } from "@/lib/core/action";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { MESSAGES } from "@/lib/core/i18n/messages";

/** Every sentence that an act of these pages may answer with; what a file is and why none was imported among them. */
export function textsOf({ locale }: Frame): Record<string, string> {
  const { unreadable, refusal } = MESSAGES[locale].importing;
  const told = Object.entries({ ...refusal, ...unreadable }).map(([name, text]) => [
    `importing.errors.${name}`,
    text,
  ]);
  return { ...Object.fromEntries(told), ...errorTexts(locale, "importing", "organizations") };
}

interface Props<O, R extends string> {
  readonly action: Action<O, R>;
  readonly frame: Frame;
  readonly id?: string;
  readonly className?: string;
  /** Instead of the sentences of all these pages. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** A form of these pages, on the import that the page shows. */
export function ImportForm<O, R extends string>({
  action,
  frame,
  id,
  className,
  texts,
  children,
}: Props<O, R>) {
  return (
    <ActionForm
      action={action}
      texts={texts ?? textsOf(frame)}
      room="importing"
      wrong={frame.t("components.errors.title", { count: 1 })}
      {...(className && { className })}
    >
      {id && <input type="hidden" name="id" value={id} />}
      {children}
    </ActionForm>
  );
}
