import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormsFor, electionChoices, funnelFor } from "@/lib/forms/draft/queries";
import { OverviewPage } from "@/lib/forms/draft/ui/overview";
import { organizationsFor } from "@/lib/organizations/queries";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk");
  const [organizations, elections, forms] = await Promise.all([
    organizationsFor(visit.ctx),
    electionChoices(visit.ctx.now),
    deskFormsFor(visit.ctx),
  ]);
  const states = await Promise.all(
    forms.map(async (form) => ({ form, funnel: await funnelFor(visit.ctx, form) })),
  );
  return (
    <OverviewPage {...visit} organizations={organizations} forms={states} elections={elections.length} />
  );
}
