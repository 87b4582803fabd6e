import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Narrow, PageTitle } from "@/components/section";
import type { PageProps } from "../links/documents";
import { LinkPage, Wrong, wordsOf } from "./link-page";
import { Standing } from "./standing";

/** Withdrawing: one button, a reason if one likes; the signature stays readable with the dated withdrawal beside it. */
export function WithdrawPage({ opened, frame, attempt }: PageProps) {
  const { t, locale } = frame;
  const { signing, token } = opened;
  const { signature, isClosed } = signing;
  const stands = signature !== null && !signature.isWithdrawn;
  const reason = attempt?.errors.find(({ field }) => field === "reason");
  return (
    <LinkPage frame={frame} title={t("signatures.withdraw.title")}>
      <Narrow>
        <PageTitle title={t("signatures.withdraw.title")} />
        <Wrong t={t} attempt={attempt} />
        <Standing opened={opened} frame={frame} isClosed={isClosed} />
        {stands ? (
          <form className="stack" method="post">
            <p>{t("signatures.withdraw.text")}</p>
            <input type="hidden" name="revision" value={signature.revision} />
            <Field
              kind="textarea"
              name="reason"
              label={t("signatures.withdraw.reason")}
              hint={t("signatures.withdraw.reason-hint")}
              defaultValue={attempt?.values.reason ?? ""}
              error={reason && wordsOf(t, reason)}
            />
            <Button size="full">{t("signatures.withdraw.button")}</Button>
          </form>
        ) : (
          <div className="section">
            <EmptyState title={t("signatures.withdraw.nothing")} />
          </div>
        )}
        <p className="small ways">
          <a href={`/${locale}/sign/${token}`}>{t("signatures.withdraw.back")}</a> ·{" "}
          <a href={`/${locale}/sign/${token}/erase`}>{t("signatures.erasing.link")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
