import { Narrow, PageTitle } from "@/components/section";
import type { PageProps } from "../links/documents";
import { LinkPage } from "./link-page";

/** A page that only the signer's own link opens, reached by a link that prepares. */
export function NotForTeamPage({ opened, frame }: PageProps) {
  const { t, locale } = frame;
  return (
    <LinkPage
      frame={frame}
      title={t("signatures.preparing.not-yours")}
      aside={t("signatures.aside.preparing")}
    >
      <Narrow>
        <PageTitle
          title={t("signatures.preparing.not-yours")}
          deck={t("signatures.preparing.not-yours-text", { name: opened.signing.person.name })}
        />
        <p className="small ways">
          <a href={`/${locale}/sign/${opened.token}`}>{t("signatures.preparing.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
