import type { ReactNode } from "react";
import { otherLocale } from "@/lib/core/i18n/locale";
import type { NavItem, ShellFrame } from "./document-shell";

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath fill='%230f4b57' d='M0 0h24v24H0z'/%3E%3Cpath fill='none' stroke='%23fdfcfa' stroke-width='3' d='M5 13l5 4q3-7 9-10'/%3E%3C/svg%3E";

/** The mark of a signature as the tab's icon, small enough to need no request. */
export function SiteIcon() {
  return <link rel="icon" href={ICON} />;
}

/** The name of the site, underlined as a signing line, with its box. */
export function Wordmark({ href, label }: { href: string; label: string }) {
  return (
    <a className="wordmark" href={href} aria-label={label}>
      <span>Signataires</span>
    </a>
  );
}

interface HeaderProps {
  readonly frame: ShellFrame;
  readonly nav: readonly NavItem[];
  readonly aside?: ReactNode;
}

/** Header of a document: wordmark, then navigation, or one plain word where somebody signs. */
export function SiteHeader({ frame, nav, aside }: HeaderProps) {
  const { t, locale } = frame;
  return (
    <header className="top">
      <div className="top-in">
        <Wordmark href={`/${locale}`} label={t("components.shell.home")} />
        {aside !== undefined ? (
          <div className="top-aside">{aside}</div>
        ) : (
          <>
            <nav className="wide" aria-label={t("components.shell.nav")}>
              <NavLinks frame={frame} nav={nav} />
            </nav>
            <nav className="phone" aria-label={t("components.shell.menu")}>
              <a href={`/${locale}`}>{t("components.shell.search")}</a>
              <a href="#menu">{t("components.shell.menu")}</a>
            </nav>
          </>
        )}
      </div>
    </header>
  );
}

function NavLinks({ frame, nav }: { frame: ShellFrame; nav: readonly NavItem[] }) {
  const here = `/${frame.locale}${frame.path}`;
  return (
    <>
      {nav.map((item) => (
        <a key={item.href} href={item.href} aria-current={isWithin(here, item.href) ? "true" : undefined}>
          {item.label}
        </a>
      ))}
      <LanguageLink frame={frame} />
    </>
  );
}

/** The same page in the other language. */
export function LanguageLink({ frame }: { frame: ShellFrame }) {
  const other = otherLocale(frame.locale);
  return (
    <a href={`/${other}${frame.path === "/" ? "" : frame.path}`} lang={other} hrefLang={other}>
      {frame.t("components.shell.other-language")}
    </a>
  );
}

function isWithin(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`) || here.startsWith(`${href}?`);
}

interface FooterProps extends HeaderProps {
  readonly publisher?: ReactNode;
  readonly isSmall: boolean;
  /** Printed at the foot of a public page; the address of a page behind a token stays off paper. */
  readonly address?: string | null;
}

/** Footer of a document: what this site is not, the promise of no tracking, and on a phone the menu. */
export function Footer({ frame, nav, publisher, isSmall, address }: FooterProps) {
  const { t, locale } = frame;
  const pages = ["verify", "data", "legal", "privacy", "accessibility"] as const;
  return (
    <footer className="foot">
      {!isSmall && (
        <nav className="phone" id="menu" aria-label={t("components.shell.nav")}>
          <ul>
            {nav.map((item) => (
              <li key={item.href}>
                <a href={item.href}>{item.label}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div>
        {publisher && <p>{publisher}</p>}
        <p>{t("components.shell.neutral")}</p>
        {address && <p className="only-print">{address}</p>}
      </div>
      <p>{t("components.shell.no-tracking")}</p>
      <ul>
        {pages.map((page) => (
          <li key={page}>
            <a href={`/${locale}/${page}`}>{t(`components.shell.${page}`)}</a>
          </li>
        ))}
        {!isSmall && (
          <li className="phone">
            <LanguageLink frame={frame} />
          </li>
        )}
      </ul>
    </footer>
  );
}
