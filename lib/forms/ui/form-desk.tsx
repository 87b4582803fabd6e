import type { ReactNode } from "react";
import type { DeskTab } from "@/components/desk-shell";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import type { DeskForm } from "../draft/queries";

/** The pages of the desk that belong to no form. */
export function deskTabs(
  { t, locale }: Pick<Frame, "t" | "locale">,
  current: "overview" | "members" | "new" | "reports" | "journal",
): DeskTab[] {
  return [
    { href: `/${locale}/desk`, label: t("forms.tabs.overview"), isCurrent: current === "overview" },
    { href: `/${locale}/desk/forms/new`, label: t("forms.tabs.new"), isCurrent: current === "new" },
    { href: `/${locale}/desk/reports`, label: t("forms.tabs.reports"), isCurrent: current === "reports" },
    { href: `/${locale}/desk/members`, label: t("forms.tabs.members"), isCurrent: current === "members" },
    { href: `/${locale}/desk/journal`, label: t("forms.tabs.journal"), isCurrent: current === "journal" },
  ];
}

const PAGES = [
  "overview",
  "form",
  "coalition",
  "contacts",
  "invitations",
  "candidates",
  "calls",
  "received",
  "disputes",
  "review",
] as const;

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly current: (typeof PAGES)[number];
  /** Of the browser's tab. */
  readonly title: string;
  readonly children: ReactNode;
}

/** A page of the desk about one form, with the tabs of that form. */
export function FormDesk({ frame, ctx, form, current, title, children }: Props) {
  const { t, locale } = frame;
  const base = `/${locale}/desk/forms/${form.id}`;
  const tabs = PAGES.map((page) => ({
    href: page === "form" ? base : `${base}/${page}`,
    label: t(page === "overview" ? "forms.tabs.campaign" : `forms.tabs.${page}`),
    isCurrent: page === current,
  }));
  return (
    <DeskPage
      frame={frame}
      ctx={ctx}
      title={title}
      subject={localized(form.title, locale).text}
      election={localized(form.election.name, locale).text}
      organization={form.organization.name}
      tabs={[{ href: `/${locale}/desk`, label: t("forms.tabs.overview") }, ...tabs]}
    >
      {children}
    </DeskPage>
  );
}
