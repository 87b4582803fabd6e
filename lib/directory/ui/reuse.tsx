import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { feedPath } from "../changes/rules";

interface Link {
  readonly href: string;
  readonly label: string;
}

/** Tells feed readers where the feed of this page lies. */
export function FeedHead({ frame: { locale }, page }: { readonly frame: Frame; readonly page: string }) {
  return <link rel="alternate" type="application/atom+xml" href={feedPath(`/${locale}${page}`, "atom")} />;
}

/** Tells sites that show pages of others how this one is shown in a frame (oEmbed). */
export function EmbedHead({
  frame: { locale, origin },
  page,
}: {
  readonly frame: Frame;
  readonly page: string;
}) {
  const asked = encodeURIComponent(`${origin}/${locale}${page}`);
  return (
    <link rel="alternate" type="application/json+oembed" href={`${origin}/oembed?url=${asked}&format=json`} />
  );
}

/** Where a page's frame is built. */
export function builderPath(locale: Frame["locale"], page: string): string {
  return `/${locale}/embed?${new URLSearchParams({ page: `/${locale}${page}`, lang: locale, theme: "auto" })}`;
}

/** How to follow a page and to take up what it says: its feeds first, then other files. */
export function Reuse(props: {
  readonly frame: Frame;
  readonly page: string;
  readonly links?: readonly Link[];
}) {
  const { t, locale } = props.frame;
  const here = `/${locale}${props.page}`;
  const feeds = [
    { href: feedPath(here, "atom"), label: t("directory.changes.atom") },
    { href: feedPath(here, "json"), label: t("directory.changes.json") },
  ];
  return (
    <Section title={t("directory.changes.reuse")}>
      <p className="links small no-print">
        {[...feeds, ...(props.links ?? [])].map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
      </p>
    </Section>
  );
}
