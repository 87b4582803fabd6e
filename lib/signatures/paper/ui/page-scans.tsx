import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { PaperProps } from "./paper-page";

/** The pages as they came, each with its way to black out; a PDF is opened apart and has no public picture. */
export function PageScans({ frame, form, paper }: PaperProps) {
  const { t, locale } = frame;
  const base = `/${locale}/desk/forms/${form.id}/received/${paper.id}`;
  const isOpen = !paper.isPublished && !paper.isSetAside;
  return (
    <Section title={t("signatures.paper.scans")}>
      {paper.pages.some(({ kind }) => kind === "pdf") && <Notice isQuiet>{t("signatures.paper.pdf")}</Notice>}
      <ol className="scans">
        {paper.pages.map(({ position, kind, width, height, covers }) => (
          <li key={position}>
            {kind === "image" ? (
              // biome-ignore lint/performance/noImgElement: a private file, served as it is
              <img
                className="scan"
                src={`${base}/scan/${position}${covers === null ? "" : "?covered=1"}`}
                width={width ?? undefined}
                height={height ?? undefined}
                alt={t("signatures.paper.page-alt", { position, name: paper.name })}
              />
            ) : (
              <a href={`${base}/scan/${position}`}>{t("signatures.paper.open-pdf", { position })}</a>
            )}
            {kind === "image" && (
              <p className="small">
                {t(covers === null ? "signatures.paper.uncovered" : "signatures.paper.covered", {
                  count: covers ?? 0,
                })}{" "}
                <a href={`${base}/scan/${position}`}>{t("signatures.paper.original", { position })}</a>
                {isOpen && (
                  <>
                    {" · "}
                    <a href={`${base}/cover/${position}`}>{t("signatures.paper.cover", { position })}</a>
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
