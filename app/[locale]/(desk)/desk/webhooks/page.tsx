import { deskVisit } from "@/lib/core/desk-visit";
import { deskTabs } from "@/lib/forms/ui/form-desk";
import { organizationsFor } from "@/lib/organizations/queries";
import { webhooksFor } from "@/lib/publication/webhooks/queries";
import { WebhooksPage } from "@/lib/publication/webhooks/ui/webhooks-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk/webhooks");
  const [organizations, hooks] = await Promise.all([organizationsFor(visit.ctx), webhooksFor(visit.ctx)]);
  return (
    <WebhooksPage
      {...visit}
      organizations={organizations}
      hooks={hooks}
      tabs={deskTabs(visit.frame, "members")}
    />
  );
}
