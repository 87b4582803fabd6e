import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { candidateRowFor } from "@/lib/outreach/candidates/queries";
import { recordFor } from "@/lib/outreach/candidates/record/queries";
import { RecordPage } from "@/lib/outreach/candidates/record/ui/record-page";

interface Props {
  params: Promise<{ locale: string; id: string; candidacy: string }>;
}

export default async function Page({ params }: Props) {
  const { id, candidacy } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/candidates/${encodeURIComponent(candidacy)}`);
  const form = await deskFormFor(visit.ctx, id);
  const [record, row] = await Promise.all([
    recordFor(visit.ctx, id, candidacy),
    candidateRowFor(visit.ctx, id, candidacy),
  ]);
  if (!form || !record) notFound();
  return <RecordPage {...visit} form={form} record={record} row={row} />;
}
