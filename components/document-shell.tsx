import type { ReactNode } from "react";
import { asset } from "@/lib/core/assets";
import { type Locale, otherLocale } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { MarkSprite } from "./mark-sprite";
import { Footer, SiteHeader, SiteIcon } from "./site-frame";

export interface NavItem {
  readonly href: string;
  readonly label: string;
}

/** Where a document stands; the frame of `core/frame` fits. */
export interface ShellFrame {
  readonly locale: Locale;
  readonly t: Translator;
  /** Without the language, e.g. "/people/abc-name"; "" for the home page. */
  readonly path: string;
  /** Scheme and host without a final slash. */
  readonly origin: string;
  readonly isDemo: boolean;
  readonly isRehearsal?: boolean;
  readonly isReadOnly?: boolean;
}

interface Props {
  readonly frame: ShellFrame;
  readonly title: string;
  readonly description?: string;
  /** False on pages behind a token and on errors. */
  readonly isIndexed?: boolean;
  /** Choices or boxes to tick stand on an indexed page: their styles are loaded too. */
  readonly hasQuestions?: boolean;
  /** Absolute address of the share image. */
  readonly image?: string;
  readonly nav?: readonly NavItem[];
  /** Replaces the navigation where somebody signs, e.g. "Enregistré à 9 h 36"; the footer stays small there too. */
  readonly aside?: ReactNode;
  /** Between header and content, e.g. the election silence; `Notice isQuiet` fits. */
  readonly notice?: ReactNode;
  /** Who publishes, first words of the footer. */
  readonly publisher?: ReactNode;
  /** More for the head: feeds, preloads, an enhancement module. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** A whole document of citizens and candidates, `<html>` included. */
export function DocumentShell(props: Props) {
  const { frame, nav, aside, notice, publisher, isIndexed = true, children } = props;
  return (
    <html lang={frame.locale}>
      {/* biome-ignore lint/style/noHeadElement: documents are plain React, without Next's head */}
      <head>
        <Head {...props} />
      </head>
      <body>
        <a className="skip" href="#content">
          {frame.t("components.shell.skip")}
        </a>
        <MarkSprite />
        {frame.isReadOnly && <aside className="banner">{frame.t("components.shell.read-only")}</aside>}
        {frame.isRehearsal && <aside className="banner">{frame.t("components.shell.rehearsal")}</aside>}
        {frame.isDemo && !frame.isRehearsal && (
          <aside className="banner">{frame.t("components.shell.demo")}</aside>
        )}
        <SiteHeader frame={frame} nav={nav ?? defaultNav(frame)} aside={aside} />
        <main id="content" tabIndex={-1}>
          {notice}
          {children}
        </main>
        <Footer
          frame={frame}
          nav={nav ?? defaultNav(frame)}
          publisher={publisher}
          isSmall={aside !== undefined}
          address={isIndexed ? `${frame.origin}/${frame.locale}${frame.path}` : null}
        />
      </body>
    </html>
  );
}

function defaultNav({ locale, t }: ShellFrame): NavItem[] {
  return [
    { href: `/${locale}/constituencies`, label: t("components.shell.constituencies") },
    { href: `/${locale}/forms`, label: t("components.shell.forms") },
    { href: `/${locale}/method`, label: t("components.shell.method") },
  ];
}

function Head({ frame, title, description, isIndexed = true, hasQuestions, aside, image, head }: Props) {
  const { locale, origin, isDemo } = frame;
  const path = frame.path === "/" ? "" : frame.path;
  const address = (of: Locale) => `${origin}/${of}${path}`;
  const other = otherLocale(locale);
  const name = title === "Signataires" ? title : `${title} · Signataires`;
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{name}</title>
      <link rel="stylesheet" href={asset("document.css")} />
      {(aside !== undefined || !isIndexed || hasQuestions) && (
        <link rel="stylesheet" href={asset("answering.css")} />
      )}
      <link rel="stylesheet" href={asset("print.css")} media="print" />
      <SiteIcon />
      {description && <meta name="description" content={description} />}
      {isIndexed && !isDemo ? (
        <>
          <link rel="canonical" href={address(locale)} />
          <link rel="alternate" hrefLang={locale} href={address(locale)} />
          <link rel="alternate" hrefLang={other} href={address(other)} />
          <meta property="og:title" content={title} />
          <meta property="og:type" content="website" />
          <meta property="og:url" content={address(locale)} />
          <meta property="og:site_name" content="Signataires" />
          <meta property="og:locale" content={locale === "fr" ? "fr_FR" : "en_GB"} />
          {description && <meta property="og:description" content={description} />}
          {image && <meta property="og:image" content={image} />}
        </>
      ) : (
        <meta name="robots" content="noindex" />
      )}
      {head}
    </>
  );
}
