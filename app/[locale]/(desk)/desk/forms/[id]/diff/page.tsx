import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor, pairFor } from "@/lib/forms/draft/queries";
import { DiffPage } from "@/lib/forms/draft/ui/diff-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/diff`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form) notFound();
  return <DiffPage {...visit} form={form} pair={await pairFor(form)} />;
}
