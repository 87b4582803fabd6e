import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { paperFor } from "@/lib/signatures/paper/queries";
import { PaperPage } from "@/lib/signatures/paper/ui/paper-page";

interface Props {
  params: Promise<{ locale: string; id: string; paper: string }>;
}

export default async function Page({ params }: Props) {
  const { id, paper: paperId } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/received/${encodeURIComponent(paperId)}`);
  const form = await deskFormFor(visit.ctx, id);
  const paper = form && (await paperFor(visit.ctx, id, paperId));
  if (!form || !paper) notFound();
  return <PaperPage {...visit} form={form} paper={paper} />;
}
