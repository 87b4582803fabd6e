import { Button } from "@/components/button";
import { Narrow, PageTitle, Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import type { PublicVersion } from "@/lib/forms/schema";
import type { PageProps } from "../links/documents";
import { signPath } from "../rules";
import { LinkPage, Wrong } from "./link-page";
import { engagementsOf, numeral } from "./wording";

interface Props {
  readonly frame: Frame;
  readonly token: string;
  readonly version: PublicVersion;
  /** From the page that asks: the next page signs, and shows every word that is accepted. */
  readonly isFirst?: boolean;
}

/** Yes to everything in one explicit tap, apart from the questions and apart from signing. */
export function AcceptAll({ frame: { t, locale }, token, version, isFirst = false }: Props) {
  const count = engagementsOf(version).length;
  return (
    <Section title={t("signatures.accept-all.title")}>
      <p className="small quiet">
        {t(`signatures.accept-all.${isFirst ? "text-first" : "text"}`, { count, number: numeral(t, count) })}
      </p>
      <form className="actions" method="post" action={`${signPath(locale, token)}/accept-all`}>
        {isFirst && <input type="hidden" name="to" value="confirm" />}
        <Button kind="outlined" size="full">
          {t("signatures.accept-all.button")}
        </Button>
      </form>
    </Section>
  );
}

/** The same act as a page of its own, where its button was refused or its address opened. */
export function AcceptAllPage({ opened, frame, attempt }: PageProps) {
  const { t, locale } = frame;
  const { token, signing } = opened;
  return (
    <LinkPage frame={frame} title={t("signatures.accept-all.button")}>
      <Narrow>
        <PageTitle title={t("signatures.accept-all.button")} />
        <Wrong t={t} attempt={attempt} />
        <AcceptAll frame={frame} token={token} version={signing.version} />
        <p className="small ways">
          <a href={`${signPath(locale, token)}/answers`}>{t("signatures.accept-all.one-by-one")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
