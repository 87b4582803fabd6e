import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle } from "@/components/section";
import { asset } from "@/lib/core/assets";
import type { PageProps } from "../../links/documents";
import { LinkPage, Wrong } from "../../ui/link-page";
import type { PasskeyShown } from "../documents";

const FIELDS = ["credential", "attestation", "enrolment", "authenticator", "client", "signature"];

/** One button, by which the signer's own device signs the very words of her signature. */
export function PasskeyPage({ opened, frame, attempt }: PageProps<PasskeyShown>) {
  const { t, locale } = frame;
  const { token, shown, signing } = opened;
  const title = t("signatures.passkey.title");
  return (
    <LinkPage frame={frame} title={title} head={<script type="module" src={asset("passkey.js")} />}>
      <Narrow>
        <PageTitle title={title} deck={<p>{t("signatures.passkey.deck")}</p>} />
        <Wrong t={t} attempt={attempt} />
        {shown.isAttested && <Notice>{t("signatures.passkey.done")}</Notice>}
        {!shown.isAttested && !shown.asked && <EmptyState title={t("signatures.passkey.nothing")} />}
        {shown.asked && (
          <>
            <form
              className="stack"
              method="post"
              hidden
              data-passkey={JSON.stringify({ ...shown.asked, name: signing.person.name })}
              data-failed={t("signatures.passkey.failed")}
            >
              <p>{t("signatures.passkey.text")}</p>
              {FIELDS.map((name) => (
                <input key={name} type="hidden" name={name} defaultValue="" />
              ))}
              <Button size="full">{t("signatures.passkey.button")}</Button>
              <output />
            </form>
            <Notice isQuiet>
              <span data-passkey-missing>{t("signatures.passkey.missing")}</span>
            </Notice>
          </>
        )}
        <p className="small ways">
          <a href={`/${locale}/sign/${token}/done`}>{t("signatures.passkey.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
