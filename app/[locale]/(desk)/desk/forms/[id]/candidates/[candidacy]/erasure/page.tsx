import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { erasuresFor } from "@/lib/signatures/erasing/queries";
import { ErasurePage } from "@/lib/signatures/erasing/ui/erasure-page";

interface Props {
  params: Promise<{ locale: string; id: string; candidacy: string }>;
}

export default async function Page({ params }: Props) {
  const { id, candidacy } = await params;
  const at = `/desk/forms/${id}/candidates/${encodeURIComponent(candidacy)}/erasure`;
  const visit = await deskVisit(params, at);
  const form = await deskFormFor(visit.ctx, id);
  const erasures = form && (await erasuresFor(visit.ctx, id, candidacy));
  if (!form || !erasures) notFound();
  return <ErasurePage {...visit} form={form} candidacy={candidacy} erasures={erasures} />;
}
