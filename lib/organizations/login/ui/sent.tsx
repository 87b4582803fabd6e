import { DocumentShell } from "@/components/document-shell";
import { Notice } from "@/components/notice";
import { PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";

export interface SentView {
  /** Where the link went: a mail relay, the demo's inbox, or the console of the server. */
  readonly by: "relay" | "inbox" | "console";
}

/** What happens after a link was asked for, in the same words for everybody. */
export function SentPage({ frame, view }: ViewProps<SentView>) {
  const { t, locale } = frame;
  return (
    <DocumentShell frame={frame} title={t("organizations.sent.title")} isIndexed={false}>
      <PageTitle title={t("organizations.sent.title")} deck={t("organizations.sent.deck")} />
      <div className="section stack measure">
        {view.by !== "relay" && (
          <Notice>
            {t(`organizations.sent.${view.by}`)}{" "}
            {view.by === "inbox" && <a href={`/${locale}/dev/inbox`}>{t("organizations.sent.open-inbox")}</a>}
          </Notice>
        )}
        <p>{t("organizations.sent.browser")}</p>
        <p>
          {t("organizations.sent.nothing")} <a href={`/${locale}/login`}>{t("organizations.sent.again")}</a>
        </p>
      </div>
    </DocumentShell>
  );
}
