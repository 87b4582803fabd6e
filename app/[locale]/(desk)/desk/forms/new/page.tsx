import { deskVisit } from "@/lib/core/desk-visit";
import { electionChoices } from "@/lib/forms/draft/queries";
import { NewFormPage } from "@/lib/forms/draft/ui/new-form";
import { organizationsFor } from "@/lib/organizations/queries";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk/forms/new");
  const [organizations, elections] = await Promise.all([organizationsFor(visit.ctx), electionChoices()]);
  return <NewFormPage {...visit} organizations={organizations} elections={elections} />;
}
