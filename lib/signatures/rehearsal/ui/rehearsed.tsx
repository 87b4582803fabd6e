import { Actions, ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle, Section } from "@/components/section";
import type { PageProps } from "../../links/documents";
import { signPath } from "../../rules";
import { LinkPage } from "../../ui/link-page";
import { SignedWords } from "../../ui/signed-words";

/** After a rehearsed signature: what was said, and what would follow in truth. */
export function RehearsedPage({ opened, frame }: PageProps<object>) {
  const { t, locale } = frame;
  const { signing, signed, token } = opened;
  const title = t(`signatures.rehearsal.${signed ? "signed" : "not-signed"}`, { name: signing.person.name });
  return (
    <LinkPage frame={frame} title={title} aside={t("signatures.rehearsal.aside")}>
      <Narrow>
        <PageTitle title={title} />
        <Notice isQuiet>{t("signatures.rehearsal.nothing-public")}</Notice>
        {signed && <p>{t("signatures.rehearsal.would-follow")}</p>}
        <Actions>
          <ButtonLink kind="outlined" href={signPath(locale, token)}>
            {t("signatures.back")}
          </ButtonLink>
        </Actions>
        {signed && (
          <Section title={t("signatures.rehearsal.words")}>
            <SignedWords
              frame={frame}
              version={signed.version}
              answers={signed.signature.answers}
              by={signing.person.name}
            />
          </Section>
        )}
      </Narrow>
    </LinkPage>
  );
}

/** A page of the true link that a rehearsal leaves out: nobody is told and nothing is handed on. */
export function RehearsedElsewherePage({ opened, frame }: PageProps<object>) {
  const { t, locale } = frame;
  const title = t("signatures.rehearsal.elsewhere");
  return (
    <LinkPage frame={frame} title={title} aside={t("signatures.rehearsal.aside")}>
      <Narrow>
        <PageTitle title={title} />
        <p>{t("signatures.rehearsal.elsewhere-text")}</p>
        <Actions>
          <ButtonLink kind="outlined" href={signPath(locale, opened.token)}>
            {t("signatures.back")}
          </ButtonLink>
        </Actions>
      </Narrow>
    </LinkPage>
  );
}
