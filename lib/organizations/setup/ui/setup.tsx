import { Button } from "@/components/button";
import { DocumentShell } from "@/components/document-shell";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { AttemptErrors, AttemptField } from "../../ui/attempt";

/** The first visit of an empty instance: who runs it, and for which NGO. */
export function SetupPage({ frame, attempt }: ViewProps<object>) {
  const { t } = frame;
  const field = { t, attempt };
  const labels = {
    name: t("organizations.setup.name"),
    email: t("organizations.setup.email"),
    organization: t("organizations.setup.organization"),
    website: t("organizations.setup.website"),
    replyTo: t("organizations.setup.reply-to"),
  };
  return (
    <DocumentShell frame={frame} title={t("organizations.setup.title")} isIndexed={false} nav={[]}>
      <PageTitle title={t("organizations.setup.title")} deck={t("organizations.setup.deck")} />
      <form method="post" noValidate>
        <AttemptErrors t={t} attempt={attempt} labels={labels} />
        <Section title={t("organizations.setup.you")} isTold>
          <AttemptField {...field} name="name" label={labels.name} autoComplete="name" />
          <AttemptField
            {...field}
            name="email"
            type="email"
            label={labels.email}
            hint={t("organizations.setup.email-hint")}
            autoComplete="email"
          />
        </Section>
        <Section title={t("organizations.setup.organization")} isTold>
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
            label={labels.website}
            autoComplete="url"
            isOptional
          />
          <AttemptField
            {...field}
            name="replyTo"
            type="email"
            label={labels.replyTo}
            hint={t("organizations.setup.reply-to-hint")}
          />
          <p className="small quiet">{t("organizations.setup.after")}</p>
          <div className="actions">
            <Button>{t("organizations.setup.button")}</Button>
          </div>
        </Section>
      </form>
      <Section title={t("organizations.setup.next")} isTold>
        <ol className="serif numbered">
          {["1", "2", "3"].map((step) => (
            <li key={step}>{t(`organizations.setup.next-${step}`)}</li>
          ))}
        </ol>
      </Section>
    </DocumentShell>
  );
}
