import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor, funnelFor } from "@/lib/forms/draft/queries";
import { uncoveredFor } from "@/lib/outreach/campaign/queries";
import { CampaignPage } from "@/lib/outreach/campaign/ui/campaign-page";
import { everyCandidateFor } from "@/lib/outreach/candidates/queries";
import { checksFor } from "@/lib/signatures/recording/queries";

type Params = Promise<{ locale: string; id: string }>;

export default async function Page({ params, searchParams }: { params: Params; searchParams: Search }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/overview`);
  const form = await deskFormFor(visit.ctx, id);
  const rows = form && (await everyCandidateFor(visit.ctx, id));
  if (!form || !rows) notFound();
  const by = (await searchParams).by === "party" ? "party" : "department";
  const [funnel, uncovered, checks] = await Promise.all([
    funnelFor(visit.ctx, form),
    uncoveredFor(visit.ctx, id),
    checksFor(visit.ctx, id),
  ]);
  return <CampaignPage {...{ ...visit, form, rows, funnel, uncovered, checks, by }} />;
}
