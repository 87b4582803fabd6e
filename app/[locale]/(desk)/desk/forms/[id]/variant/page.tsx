import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { VariantPage } from "@/lib/forms/draft/variants/ui/variant-page";
import { mayEdit } from "@/lib/organizations/rules";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/variant`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form?.published || form.areas.length > 0 || !mayEdit(form.role)) notFound();
  return <VariantPage {...visit} form={form} />;
}
