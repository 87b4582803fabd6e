import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { callersFor } from "@/lib/outreach/calls/assigning/queries";
import { callSheetFor } from "@/lib/outreach/calls/queries";
import { CallsPage } from "@/lib/outreach/calls/ui/calls-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/calls`);
  const form = await deskFormFor(visit.ctx, id);
  const [sheet, callers] = await Promise.all([callSheetFor(visit.ctx, id), callersFor(visit.ctx, id)]);
  if (!form || !sheet) notFound();
  return <CallsPage {...visit} form={form} sheet={sheet} callers={callers} />;
}
