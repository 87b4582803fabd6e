import { notFound } from "next/navigation";
import { adminVisit } from "@/lib/core/desk-visit";
import { ngosFor } from "@/lib/organizations/review/queries";
import { OrganizationsPage } from "@/lib/organizations/review/ui/organizations-page";

export default async function Page({ params }: { readonly params: Promise<{ locale: string }> }) {
  const visit = await adminVisit(params, "/admin/organizations");
  const ngos = await ngosFor(visit.ctx);
  if (!ngos) notFound();
  return <OrganizationsPage {...visit} ngos={ngos} />;
}
