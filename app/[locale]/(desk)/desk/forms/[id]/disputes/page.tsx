import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { disputesFor } from "@/lib/signatures/disputing/resolving/queries";
import { DisputesPage } from "@/lib/signatures/disputing/resolving/ui/disputes-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/disputes`);
  const form = await deskFormFor(visit.ctx, id);
  const disputes = form && (await disputesFor(visit.ctx, id));
  if (!form || !disputes) notFound();
  return <DisputesPage {...visit} form={form} disputes={disputes} />;
}
