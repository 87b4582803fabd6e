/** Facts of a page for machines, as JSON-LD: a block of data, which no browser runs. */
export function StructuredData({ data }: { readonly data: readonly object[] }) {
  if (data.length === 0) return null;
  const json = JSON.stringify({ "@context": "https://schema.org", "@graph": data }).replace(/</g, "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every "<" is escaped; React would escape its quotes
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
