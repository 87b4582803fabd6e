import { Button } from "@/components/button";
import { DocumentShell } from "@/components/document-shell";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { AttemptErrors, AttemptField } from "../../ui/attempt";

/** The first visit of an empty instance: who runs it, and for which NGO. */
export function SetupPage({ frame, attempt }: ViewProps<object>) {
  const { t } = frame;
  const field = { t, attempt };
  return (
    <DocumentShell frame={frame} title={t("organizations.setup.title")} isIndexed={false} nav={[]}>
      <PageTitle title={t("organizations.setup.title")} deck={t("organizations.setup.deck")} />
      <form method="post" noValidate>
        <AttemptErrors t={t} attempt={attempt} />
        <Section title={t("organizations.setup.you")}>
          <AttemptField {...field} name="name" label={t("organizations.setup.name")} autoComplete="name" />
          <AttemptField
            {...field}
            name="email"
            type="email"
            label={t("organizations.setup.email")}
            hint={t("organizations.setup.email-hint")}
            autoComplete="email"
          />
        </Section>
        <Section title={t("organizations.setup.organization")}>
          <AttemptField
            {...field}
            name="organization"
            label={t("organizations.setup.organization-name")}
            hint={t("organizations.setup.organization-hint")}
            autoComplete="organization"
          />
          <AttemptField
            {...field}
            name="website"
            type="url"
            label={t("organizations.setup.website")}
            autoComplete="url"
            isOptional
          />
          <AttemptField
            {...field}
            name="replyTo"
            type="email"
            label={t("organizations.setup.reply-to")}
            hint={t("organizations.setup.reply-to-hint")}
          />
          <div className="actions">
            <Button>{t("organizations.setup.button")}</Button>
          </div>
          <p className="small quiet">{t("organizations.setup.after")}</p>
        </Section>
      </form>
    </DocumentShell>
  );
}
