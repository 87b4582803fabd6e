import type { ReactNode } from "react";
import { DeskHead } from "@/components/desk-shell";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { DeskPage } from "./desk-page";

/** The operator's pages, in the order of their tabs; each has a `tab` and a `deck` in `organizations.admin`. */
const PAGES = ["overview", "elections", "imports", "persons", "organizations", "reports", "journal"] as const;
type AdminTab = (typeof PAGES)[number];

interface Visit {
  readonly frame: Frame;
  readonly ctx: Ctx;
}

interface Props extends Visit {
  /** Of the browser's tab. */
  readonly title: string;
  readonly current: AdminTab;
  readonly children: ReactNode;
}

const address = (locale: string, page: AdminTab) =>
  page === "overview" ? `/${locale}/admin` : `/${locale}/admin/${page}`;

/** A page of the administration of the instance, with its tabs. */
export function AdminPage({ frame, ctx, title, current, children }: Props) {
  const { t, locale } = frame;
  const tabs = PAGES.map((page) => ({
    href: address(locale, page),
    label: t(`organizations.admin.${page}.tab`),
    isCurrent: page === current,
  }));
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} subject={t("organizations.admin.title")} tabs={tabs}>
      {children}
    </DeskPage>
  );
}

/** What the operator finds on each of her pages. */
export function AdminOverview(visit: Visit) {
  const { t, locale } = visit.frame;
  const title = t("organizations.admin.title");
  return (
    <AdminPage {...visit} title={title} current="overview">
      <DeskHead title={title} deck={t("organizations.admin.overview.deck")} />
      <ul className="doors">
        {PAGES.filter((page) => page !== "overview").map((page) => (
          <li key={page}>
            <h2 className="h3">
              <a href={address(locale, page)}>{t(`organizations.admin.${page}.tab`)}</a>
            </h2>
            <p>{t(`organizations.admin.${page}.deck`)}</p>
          </li>
        ))}
      </ul>
    </AdminPage>
  );
}
