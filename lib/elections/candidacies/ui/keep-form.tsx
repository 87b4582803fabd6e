import type { ComponentProps, ReactNode } from "react";
import { Actions, Button, ButtonLink } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";

interface Props<O, R extends string> {
  readonly frame: Frame;
  readonly action: ComponentProps<typeof ActionForm<O, R>>["action"];
  readonly button: string;
  /** The page without this form. */
  readonly back: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** What is said once it is kept; that the fact is added, where left out. */
  readonly done?: string;
  readonly children: ReactNode;
}

/** A form that adds a fact: one at a time on a page, and a way back without it. */
export function KeepForm<O, R extends string>({
  frame,
  action,
  button,
  back,
  hidden,
  done,
  children,
}: Props<O, R>) {
  const { t, locale } = frame;
  return (
    <ActionForm
      action={action}
      texts={errorTexts(locale, "elections", "organizations")}
      room="elections"
      wrong={t("components.errors.title", { count: 1 })}
      done={done ?? t("elections.fact.done")}
      isEmptiedWhenDone
      className="keep"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Actions>
        <Button>{button}</Button>
        <ButtonLink kind="quiet" href={back}>
          {t("elections.fact.close")}
        </ButtonLink>
      </Actions>
    </ActionForm>
  );
}
