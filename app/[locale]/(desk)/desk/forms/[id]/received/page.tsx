import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { papersFor } from "@/lib/signatures/paper/queries";
import { ReceivedPage } from "@/lib/signatures/paper/ui/received-page";
import { candidaciesFor } from "@/lib/signatures/recording/queries";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const { q } = await searchParams;
  const typed = typeof q === "string" ? q.trim().slice(0, 100) : "";
  const visit = await deskVisit(params, `/desk/forms/${id}/received`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form) notFound();
  const found = typed ? await candidaciesFor(visit.ctx, id, typed) : [];
  const papers = await papersFor(visit.ctx, id);
  return <ReceivedPage {...visit} form={form} papers={papers} typed={typed} found={found} />;
}
