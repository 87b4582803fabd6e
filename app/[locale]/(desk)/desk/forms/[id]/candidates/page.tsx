import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { callersFor } from "@/lib/outreach/calls/assigning/queries";
import { candidatesFor } from "@/lib/outreach/candidates/queries";
import { candidatesQuery } from "@/lib/outreach/candidates/schema";
import { CandidatesPage } from "@/lib/outreach/candidates/ui/candidates-page";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/candidates`);
  const form = await deskFormFor(visit.ctx, id);
  const query = candidatesQuery.parse(await searchParams);
  const [candidates, callers] = await Promise.all([
    candidatesFor(visit.ctx, id, query),
    callersFor(visit.ctx, id),
  ]);
  if (!form || !candidates) notFound();
  return <CandidatesPage {...visit} form={form} candidates={candidates} query={query} callers={callers} />;
}
