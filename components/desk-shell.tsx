import type { ReactNode } from "react";
import { asset } from "@/lib/core/assets";
import type { Locale } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { MarkSprite } from "./mark-sprite";
import { ordinals } from "./ordinals";
import { SiteIcon, Wordmark } from "./site-frame";

export interface DeskTab {
  readonly href: string;
  readonly label: string;
  readonly isCurrent?: boolean;
}

/** `<html>` of the desk and of the administration, for a root layout. */
export function DeskHtml({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <html lang={locale}>
      {/* biome-ignore lint/style/noHeadElement: Next adds its own tags to this one */}
      <head>
        <SiteIcon />
        <link rel="stylesheet" href={asset("desk.css")} />
        <link rel="stylesheet" href={asset("print.css")} media="print" />
      </head>
      <body className="desk">{children}</body>
    </html>
  );
}

interface Props {
  readonly t: Translator;
  readonly locale: Locale;
  readonly isDemo: boolean;
  /** What is worked on, e.g. "Dix engagements"; `election` stands beside it in grey. */
  readonly subject?: string;
  readonly election?: string;
  readonly tabs: readonly DeskTab[];
  /** "Inès Carvalho, Garanties". */
  readonly who?: string;
  /** Other rooms that the visitor may enter, e.g. the administration. */
  readonly doors?: readonly DeskTab[];
  /** Log-out form and the like, beside the name. */
  readonly session?: ReactNode;
  readonly children: ReactNode;
}

/** Head, tabs and foot around a page of the desk. */
export function DeskShell({
  t,
  locale,
  isDemo,
  subject,
  election,
  tabs,
  who,
  doors = [],
  session,
  children,
}: Props) {
  return (
    <>
      <a className="skip" href="#content">
        {t("components.shell.skip")}
      </a>
      <MarkSprite />
      {isDemo && <aside className="banner">{t("components.shell.demo")}</aside>}
      <header className="top">
        <div className="top-in">
          <div className="desk-who">
            <Wordmark href={`/${locale}/desk`} label="Signataires" />
            {subject && (
              <p>
                <strong>{subject}</strong> {election && <span className="quiet">{election}</span>}
              </p>
            )}
          </div>
          <details className="desk-menu">
            <summary>{t("components.shell.menu")}</summary>
            <div className="desk-who">
              {doors
                .filter((door) => !door.isCurrent)
                .map((door) => (
                  <a key={door.href} href={door.href}>
                    {door.label}
                  </a>
                ))}
              <a href={`/${locale}`}>{t("components.desk.public-site")}</a>
              {who && <span className="quiet">{who}</span>}
              {session}
            </div>
          </details>
        </div>
        {tabs.length > 0 && (
          <nav aria-label={t("components.desk.nav")}>
            {tabs.map((tab) => (
              <a key={tab.href} href={tab.href} aria-current={tab.isCurrent ? "page" : undefined}>
                {tab.label}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">{t("components.desk.journal")}</footer>
    </>
  );
}

/** Title of a desk page with its sentence; the acts of the page at the right. */
export function DeskHead({
  title,
  deck,
  children,
}: {
  title: ReactNode;
  deck?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="desk-head">
      <div>
        <h1 className="title">{ordinals(title)}</h1>
        {deck && <p className="sub">{ordinals(deck)}</p>}
      </div>
      {children && <div className="actions">{children}</div>}
    </div>
  );
}
