import { EmptyState } from "@/components/empty-state";
import { Narrow, PageTitle } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { LinkPage } from "./link-page";

/** A link that opens nothing: cut in the mail, or taken back after "this is not me". */
export function UnknownLinkPage({ frame }: { readonly frame: Frame }) {
  const { t, locale } = frame;
  return (
    <LinkPage frame={frame} title={t("signatures.unknown.title")}>
      <Narrow>
        <PageTitle title={t("signatures.unknown.title")} />
        <div className="section stack measure">
          <EmptyState title={t("signatures.unknown.why")}>
            <p>{t("signatures.unknown.kept")}</p>
          </EmptyState>
          <p>{t("signatures.unknown.ask")}</p>
          <p>
            <a href={`/${locale}/forms`}>{t("signatures.unknown.forms")}</a>
          </p>
        </div>
      </Narrow>
    </LinkPage>
  );
}
