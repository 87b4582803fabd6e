import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { askedFor } from "@/lib/forms/coalition/queries";
import { AskedPage } from "@/lib/forms/coalition/ui/asked-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/coalition/${id}`);
  const found = await askedFor(visit.ctx, id);
  if (!found) notFound();
  return <AskedPage {...visit} {...found} />;
}
