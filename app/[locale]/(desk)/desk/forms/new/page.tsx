import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormsFor, electionChoices } from "@/lib/forms/draft/queries";
import { NewFormPage } from "@/lib/forms/draft/ui/new-form";
import { organizationsFor } from "@/lib/organizations/queries";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk/forms/new");
  const [organizations, elections, forms] = await Promise.all([
    organizationsFor(visit.ctx),
    electionChoices(visit.ctx.now),
    deskFormsFor(visit.ctx),
  ]);
  return <NewFormPage {...visit} organizations={organizations} elections={elections} forms={forms} />;
}
