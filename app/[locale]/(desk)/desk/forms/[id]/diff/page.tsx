import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor, pairFor, sourcePairFor } from "@/lib/forms/draft/queries";
import { DiffPage } from "@/lib/forms/draft/ui/diff-page";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/diff`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form) notFound();
  const isWithSource = "source" in (await searchParams) || !form.published;
  const pair = await (isWithSource ? sourcePairFor(form) : pairFor(form));
  return <DiffPage {...visit} form={form} pair={pair} />;
}
