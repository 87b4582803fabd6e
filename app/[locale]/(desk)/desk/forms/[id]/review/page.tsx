import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { claimsFor } from "@/lib/outreach/claims/queries";
import { ReviewPage } from "@/lib/outreach/claims/ui/review-page";
import { suggestionsFor } from "@/lib/outreach/suggestions/queries";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/review`);
  const form = await deskFormFor(visit.ctx, id);
  const [claims, suggestions] = await Promise.all([claimsFor(visit.ctx, id), suggestionsFor(visit.ctx, id)]);
  if (!form || !claims || !suggestions) notFound();
  return <ReviewPage {...visit} form={form} claims={claims} suggestions={suggestions} />;
}
