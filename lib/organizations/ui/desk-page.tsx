import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { DeskShell, type DeskTab } from "@/components/desk-shell";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { logOutAction } from "../actions";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly title: string;
  /** What is worked on and for which election, beside the site's name. */
  readonly subject?: string;
  readonly election?: string;
  /** The NGO for which she works here. */
  readonly organization?: string;
  readonly tabs: readonly DeskTab[];
  readonly children: ReactNode;
}

/** A page of the desk in its shell: who works, on what, and the way out. */
export function DeskPage({ frame, ctx, title, organization, children, ...shell }: Props) {
  const { t, locale, isDemo } = frame;
  const name = ctx.actor.kind === "member" ? ctx.actor.name : "";
  const who = [name, organization].filter(Boolean).join(", ");
  const session = (
    <ActionForm
      action={logOutAction}
      texts={errorTexts(locale, "organizations")}
      room="organizations"
      wrong=""
    >
      <input type="hidden" name="locale" value={locale} />
      <Button kind="quiet">{t("components.desk.log-out")}</Button>
    </ActionForm>
  );
  const isOperator = ctx.actor.kind === "member" && ctx.actor.isOperator;
  const isAdmin = frame.path.startsWith("/admin");
  const doors = [
    { href: `/${locale}/desk`, label: t("components.desk.desk"), isCurrent: !isAdmin },
    { href: `/${locale}/admin`, label: t("components.desk.administration"), isCurrent: isAdmin },
  ];
  return (
    <DeskShell
      t={t}
      locale={locale}
      isDemo={isDemo}
      who={who}
      doors={isOperator ? doors : []}
      session={session}
      {...shell}
    >
      <title>{`${title} · Signataires`}</title>
      {children}
    </DeskShell>
  );
}
