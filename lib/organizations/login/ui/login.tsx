import { Button } from "@/components/button";
import { DocumentShell } from "@/components/document-shell";
import { PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { AttemptErrors, AttemptField } from "../../ui/attempt";

/** Where a member asks for a login link; the answer is the same whether or not she has an account. */
export function LoginPage({ frame, attempt }: ViewProps<object>) {
  const { t } = frame;
  return (
    <DocumentShell frame={frame} title={t("organizations.login.title")} isIndexed={false}>
      <PageTitle title={t("organizations.login.title")} deck={t("organizations.login.deck")} />
      <form className="section" method="post" noValidate>
        <AttemptErrors t={t} attempt={attempt} labels={{}} />
        <AttemptField
          t={t}
          attempt={attempt}
          name="email"
          type="email"
          label={t("organizations.login.email")}
          autoComplete="email"
        />
        <p className="small quiet">{t("organizations.login.cookie")}</p>
        <div className="actions">
          <Button>{t("organizations.login.ask")}</Button>
        </div>
      </form>
      <p className="section small quiet">{t("organizations.login.candidate")}</p>
    </DocumentShell>
  );
}
