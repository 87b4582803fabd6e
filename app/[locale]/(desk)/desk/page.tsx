import { deskVisit } from "@/lib/core/desk-visit";
import { invitationsFor } from "@/lib/forms/coalition/queries";
import { deskFormsFor, electionChoices, funnelFor } from "@/lib/forms/draft/queries";
import { OverviewPage } from "@/lib/forms/draft/ui/overview";
import { organizationsFor } from "@/lib/organizations/queries";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk");
  const [organizations, elections, forms, asked] = await Promise.all([
    organizationsFor(visit.ctx),
    electionChoices(visit.ctx.now),
    deskFormsFor(visit.ctx),
    invitationsFor(visit.ctx),
  ]);
  const states = await Promise.all(
    forms.map(async (form) => ({ form, funnel: await funnelFor(visit.ctx, form) })),
  );
  return (
    <OverviewPage
      {...visit}
      organizations={organizations}
      forms={states}
      asked={asked}
      elections={elections.length}
    />
  );
}
