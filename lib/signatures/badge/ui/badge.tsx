import { DocumentShell } from "@/components/document-shell";
import { Field } from "@/components/field";
import { Narrow, PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { slugOf } from "@/lib/core/slug";
import type { SharedSignature } from "../../sharing/queries";
import { altOf, badgeWords, snippetOf, WIDTH } from "../rules";

const RULES = ["says", "live", "whole", "no-logo", "link", "silence"] as const;

/** The badge as it looks now, what to paste, and what it may be used for. */
export function BadgePage({ view: shared, frame }: ViewProps<SharedSignature>) {
  const { t, locale, origin } = frame;
  const title = t("signatures.badge.title");
  const words = badgeWords(shared, locale);
  const page = `/${locale}/candidacies/${shared.candidacyId}-${slugOf(shared.candidateName)}`;
  const file = `/badges/${shared.publicId}${locale === "fr" ? "" : `.${locale}`}.svg`;
  return (
    <DocumentShell frame={frame} title={`${title}, ${words.name}`} isIndexed={false}>
      <Narrow>
        <PageTitle title={title} deck={t("signatures.badge.deck")} />
        <p className="stack">
          <a href={page}>
            {/* biome-ignore lint/performance/noImgElement: documents are plain React, without Next's images */}
            <img src={file} width={WIDTH} className="share-image" alt={altOf(words)} />
          </a>
        </p>
        <Field
          kind="textarea"
          name="snippet"
          label={t("signatures.badge.snippet")}
          hint={t("signatures.badge.snippet-hint")}
          readOnly
          rows={5}
          defaultValue={snippetOf(shared, locale, { origin, page: `${origin}${page}` })}
        />
        <Section title={t("signatures.badge.rules")}>
          <ul className="stack">
            {RULES.map((rule) => (
              <li key={rule}>{t(`signatures.badge.rule.${rule}`)}</li>
            ))}
          </ul>
        </Section>
      </Narrow>
    </DocumentShell>
  );
}
