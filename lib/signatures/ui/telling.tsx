import { Button } from "@/components/button";
import { Narrow, PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { PageProps } from "../links/documents";
import { LinkPage, Wrong } from "./link-page";
import { authorNames } from "./wording";

export interface Told {
  readonly what: "not-me" | "stop" | "renew";
}

/** "This is not me": the link opens nothing afterwards. */
export function NotMePage(props: PageProps) {
  return <Telling {...props} what="not-me" />;
}

/** "Do not contact me again": the link goes on working, nobody writes any more. */
export function StopPage(props: PageProps) {
  return <Telling {...props} what="stop" />;
}

function Telling({ opened, frame, attempt, what }: PageProps & { readonly what: "not-me" | "stop" }) {
  const { t, locale } = frame;
  const { signing, token } = opened;
  const values = {
    name: signing.person.name,
    authors: authorNames(signing.version, locale),
    plural: signing.version.authors.length,
  };
  return (
    <LinkPage frame={frame} title={t(`signatures.${what}.title`, values)}>
      <Narrow>
        <PageTitle title={t(`signatures.${what}.title`, values)} />
        <Wrong t={t} attempt={attempt} />
        <form className="stack" method="post">
          <p>{t(`signatures.${what}.text`, values)}</p>
          <Button size="full">{t(`signatures.${what}.button`)}</Button>
        </form>
        <p className="small ways">
          <a href={`/${locale}/sign/${token}`}>{t("signatures.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}

/** What becomes of it; shown without the link, which may open nothing any more. */
export function ToldPage({ frame, view: { what } }: ViewProps<Told>) {
  const { t } = frame;
  return (
    <LinkPage frame={frame} title={t(`signatures.${what}.told`)}>
      <Narrow>
        <PageTitle title={t(`signatures.${what}.told`)} deck={t(`signatures.${what}.told-text`)} />
      </Narrow>
    </LinkPage>
  );
}
