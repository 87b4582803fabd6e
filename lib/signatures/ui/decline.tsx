import { Button } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { Field } from "@/components/field";
import { Narrow, PageTitle } from "@/components/section";
import type { PageProps } from "../links/documents";
import { LinkPage, Wrong, wordsOf } from "./link-page";
import { Standing } from "./standing";
import { authorNames } from "./wording";

/** Saying no to the whole form; public only where the box is ticked by hand. */
export function DeclinePage({ opened, frame, attempt }: PageProps) {
  const { t, locale } = frame;
  const { token, signing, signed } = opened;
  const authors = authorNames(signing.version, locale);
  const reason = attempt?.errors.find(({ field }) => field === "reason");
  const isSigned = signed !== null && !signed.signature.isWithdrawn;
  const at = `/${locale}/sign/${token}`;
  return (
    <LinkPage frame={frame} title={t("signatures.decline.title")}>
      <Narrow>
        <PageTitle title={t("signatures.decline.title")} />
        <Wrong t={t} attempt={attempt} />
        <Standing opened={opened} frame={frame} />
        {isSigned ? (
          <p>
            {t("signatures.refusals.withdraw-first")}{" "}
            <a href={`${at}/withdraw`}>{t("signatures.open.withdraw")}</a>
          </p>
        ) : (
          <form className="stack" method="post">
            <p>{t("signatures.decline.text", { authors, plural: signing.version.authors.length })}</p>
            <Checkbox
              name="isPublic"
              value="yes"
              label={t("signatures.decline.public")}
              hint={t("signatures.decline.public-hint", { authors })}
              defaultChecked={attempt?.values.isPublic === "yes"}
            />
            <Field
              kind="textarea"
              name="reason"
              label={t("signatures.decline.reason")}
              hint={t("signatures.decline.reason-hint")}
              defaultValue={attempt?.values.reason ?? ""}
              error={reason && wordsOf(t, reason)}
            />
            <Button size="full">{t("signatures.decline.button")}</Button>
          </form>
        )}
        <p className="small ways">
          <a href={at}>{t("signatures.decline.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
