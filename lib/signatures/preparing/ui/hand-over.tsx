import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Narrow, PageTitle, Section } from "@/components/section";
import { asset } from "@/lib/core/assets";
import { linkToken } from "@/lib/core/auth/link";
import { localized } from "@/lib/core/i18n/locale";
import type { PageProps } from "../../links/documents";
import { LinkPage, Wrong, wordsOf } from "../../ui/link-page";
import { momentOf } from "../../ui/wording";
import type { Preparation } from "../queries";

interface Row extends PageProps {
  readonly one: Preparation;
}

/** Handing the preparation to the team: a link for each, whom it is for, what became of it, and the way to take it back. */
export function HandOverPage({ opened, frame, attempt }: PageProps) {
  const { t, locale } = frame;
  const { token, signing } = opened;
  const wrong = attempt?.errors.find(({ field }) => field === "madeFor");
  const open = signing.preparations.filter(({ revokedAt }) => !revokedAt);
  const title = t("signatures.hand-over.title");
  return (
    <LinkPage frame={frame} title={title} head={<script type="module" src={asset("share.js")} />}>
      <Narrow>
        <PageTitle title={title} deck={t("signatures.hand-over.deck")} />
        <Wrong t={t} attempt={attempt} />
        {open.length > 0 && (
          <Section title={t("signatures.hand-over.links", { count: open.length })}>
            <ul className="rows">
              {open.map((one) => (
                <Handed key={one.linkId} one={one} opened={opened} frame={frame} />
              ))}
            </ul>
          </Section>
        )}
        <Section title={t(`signatures.hand-over.${open.length > 0 ? "another" : "make"}`)}>
          <form className="stack" method="post" action={`/${locale}/sign/${token}/prepare`}>
            <Field
              name="madeFor"
              label={t("signatures.hand-over.for")}
              hint={t("signatures.hand-over.for-hint")}
              maxLength={120}
              defaultValue={attempt?.values.madeFor ?? ""}
              error={wrong && wordsOf(t, wrong)}
            />
            <Button size="full" kind={open.length > 0 ? "outlined" : "solid"}>
              {t("signatures.hand-over.button")}
            </Button>
          </form>
        </Section>
        <p className="small ways">
          <a href={`/${locale}/sign/${token}`}>{t("signatures.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}

function Handed({ one, opened, frame }: Row) {
  const { t, locale, origin } = frame;
  const { version } = opened.signing;
  const who = one.saidName ?? one.madeFor ?? t("signatures.hand-over.somebody");
  const address = `${origin}/${locale}/sign/${linkToken(one.linkId)}`;
  const title = localized(version.title, locale).text;
  const mail = new URLSearchParams({
    subject: t("signatures.hand-over.mail-subject", { form: title }),
    body: `${t("signatures.hand-over.mail-body", { form: title })}\n\n${address}`,
  });
  const since = momentOf(one.readyAt ?? one.createdAt, locale, version.timeZone);
  return (
    <li className="handed stack">
      <p>
        <b>{who}</b>
        <br />
        <span className="small quiet">
          {t(`signatures.hand-over.${one.readyAt ? "ready" : one.saidName ? "at-work" : "made"}`, {
            at: since,
          })}
        </span>
      </p>
      <Field
        name={`link-${one.linkId}`}
        label={t("signatures.hand-over.link")}
        defaultValue={address}
        readOnly
        data-share-copy={t("signatures.hand-over.copy")}
        data-copied={t("signatures.hand-over.copied")}
      />
      <p className="links ways">
        <a href={`mailto:?${mail.toString().replaceAll("+", "%20")}`}>
          {t("signatures.hand-over.mail", { name: who })}
        </a>
      </p>
      <form method="post" action={`/${locale}/sign/${opened.token}/revoke`}>
        <input type="hidden" name="linkId" value={one.linkId} />
        <Button kind="quiet">{t("signatures.hand-over.revoke")}</Button>
      </form>
    </li>
  );
}
