import { Button, ButtonLink } from "@/components/button";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { LoginRefusal } from "../rules";

export interface OpenView {
  /** Why the link does not open, or null where its button will. */
  readonly no: LoginRefusal | null;
}

/** What a login link opens: a button, because mail scanners follow links and a GET consumes nothing. */
export function OpenPage({ frame, view }: ViewProps<OpenView>) {
  return view.no ? <ClosedLink frame={frame} no={view.no} /> : <Confirm frame={frame} />;
}

function Confirm({ frame }: Pick<ViewProps<OpenView>, "frame">) {
  const { t } = frame;
  return (
    <DocumentShell frame={frame} title={t("organizations.open.title")} isIndexed={false}>
      <PageTitle title={t("organizations.open.title")} deck={t("organizations.open.deck")} />
      <form className="section" method="post">
        <Button size="tall">{t("organizations.open.button")}</Button>
      </form>
    </DocumentShell>
  );
}

function ClosedLink({ frame, no }: Pick<ViewProps<OpenView>, "frame"> & { no: LoginRefusal }) {
  const { t, locale } = frame;
  return (
    <DocumentShell frame={frame} title={t(`organizations.open.${no}.title`)} isIndexed={false}>
      <PageTitle title={t(`organizations.open.${no}.title`)} />
      <div className="section stack measure">
        <EmptyState title={t(`organizations.open.${no}.text`)} />
        <div className="actions">
          <ButtonLink href={`/${locale}/login`} kind="solid">
            {t("organizations.open.again")}
          </ButtonLink>
        </div>
      </div>
    </DocumentShell>
  );
}
