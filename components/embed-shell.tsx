import type { ReactNode } from "react";
import { asset } from "@/lib/core/assets";
import type { ShellFrame } from "./document-shell";
import { MarkSprite } from "./mark-sprite";

interface Props {
  readonly frame: ShellFrame;
  readonly title: string;
  /** Absolute address of the whole page. */
  readonly page: string;
  readonly theme: "auto" | "light" | "dark";
  /** "Mis à jour le …". */
  readonly updated?: string | null;
  readonly children: ReactNode;
}

/** A link out of a frame opens beside it: the site around keeps its page. */
export const OUT = { target: "_blank", rel: "noopener" } as const;

/** A small document that other sites show in a frame: no script, no cookie, and always the way to the whole page. */
export function EmbedShell({ frame, title, page, theme, updated, children }: Props) {
  const { locale, t, isDemo } = frame;
  return (
    <html lang={locale} {...(theme === "auto" ? {} : { className: theme })}>
      {/* biome-ignore lint/style/noHeadElement: documents are plain React, without Next's head */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={asset("embed.css")} />
        <link rel="canonical" href={page} />
      </head>
      <body>
        <MarkSprite />
        <main>{children}</main>
        <footer className="small foot">
          <span>{[isDemo ? t("components.embed.demo") : "", updated ?? ""].filter(Boolean).join(" ")}</span>
          <a href={page} {...OUT}>
            {t("components.embed.more")}
          </a>
        </footer>
      </body>
    </html>
  );
}
