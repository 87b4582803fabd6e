import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import type { Finding } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly findings: readonly Finding[];
  /** Address of the editor. */
  readonly page: string;
}

/** What a reader may stumble over, each with its place in the editor; nothing here keeps from publishing. */
export function Findings({ frame, findings, page }: Props) {
  const { t } = frame;
  const title = t("forms.quality.title", { count: findings.length });
  if (findings.length === 0)
    return (
      <Section title={title}>
        <p>{t("forms.quality.none")}</p>
      </Section>
    );
  return (
    <Section title={title}>
      <p className="small quiet">{t("forms.quality.deck")}</p>
      <ul className="rows">
        {findings.map((finding) => (
          <Row
            key={`${finding.engagementId} ${finding.kind} ${finding.locale}`}
            {...{ frame, finding, page }}
          />
        ))}
      </ul>
    </Section>
  );
}

function Row({ frame, finding, page }: { frame: Frame; finding: Finding; page: string }) {
  const { t, locale } = frame;
  const { kind, engagementId, number, word, earlier } = finding;
  const place = finding.locale
    ? t("forms.quality.place-in", { number, language: t(`forms.publish.language-${finding.locale}`) })
    : t("forms.editor.engagement-n", { number });
  return (
    <li>
      <a href={`${page}#e-${engagementId}`}>{place}</a> <span>{t(`forms.quality.${kind}`, { word })}</span>
      {earlier && (
        <>
          {" "}
          <a href={`/${locale}/forms/${earlier.slug}`}>
            {t("forms.quality.earlier", { organization: earlier.organization, number: earlier.position })}
          </a>
        </>
      )}
    </li>
  );
}
