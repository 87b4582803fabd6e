import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle } from "@/components/section";
import type { PageProps } from "../../links/documents";
import { LinkPage, Wrong } from "../../ui/link-page";
import type { EraseShown } from "../documents";

/** Asking for erasure: one button; what will go, what stays, and that withdrawing is the other way. */
export function ErasePage({ opened, frame, attempt }: PageProps<EraseShown>) {
  const { t, locale } = frame;
  const { signing, token, shown } = opened;
  const back = `/${locale}/sign/${token}`;
  return (
    <LinkPage frame={frame} title={t("signatures.erasing.title")}>
      <Narrow>
        <PageTitle title={t("signatures.erasing.title")} />
        <Wrong t={t} attempt={attempt} />
        {shown.isAsked ? (
          <Notice isStatus>
            <p>
              <strong>{t("signatures.erasing.asked")}</strong> {t("signatures.erasing.asked-more")}
            </p>
          </Notice>
        ) : signing.signature ? (
          <form className="stack" method="post">
            <p>{t("signatures.erasing.goes")}</p>
            <p>{t("signatures.erasing.stays")}</p>
            <p>
              {t("signatures.erasing.or")}{" "}
              <a href={`${back}/withdraw`}>{t("signatures.erasing.or-withdraw")}</a>
            </p>
            <Button size="full">{t("signatures.erasing.button")}</Button>
          </form>
        ) : (
          <p>{t("signatures.refusals.not-signed")}</p>
        )}
        <p className="small ways">
          <a href={back}>{t("signatures.erasing.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
