import { notFound } from "next/navigation";
import { adminVisit } from "@/lib/core/desk-visit";
import { personFor } from "@/lib/elections/persons/queries";
import { AdminPersonPage } from "@/lib/elections/persons/ui/person-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await adminVisit(params, `/admin/persons/${id}`);
  const known = await personFor(visit.ctx, id);
  if (!known) notFound();
  return <AdminPersonPage {...visit} {...known} />;
}
