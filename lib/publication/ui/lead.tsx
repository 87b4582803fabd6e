import type { Frame } from "@/lib/core/frame";

/** A page that leads on by itself, and by its link where the browser does not. */
export function LeadPage({
  frame: { locale, t, origin },
  to,
}: {
  readonly frame: Frame;
  readonly to: string;
}) {
  return (
    <html lang={locale}>
      {/* biome-ignore lint/style/noHeadElement: documents are plain React, without Next's head */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta httpEquiv="refresh" content={`0; url=${to}`} />
        <link rel="canonical" href={`${origin}${to}`} />
        <title>{t("publication.moved")}</title>
      </head>
      <body>
        <p>
          <a href={to}>{t("publication.moved")}</a>
        </p>
      </body>
    </html>
  );
}
