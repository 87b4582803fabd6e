import { adminVisit } from "@/lib/core/desk-visit";
import { knownAreasFor } from "@/lib/importing/runs/areas/queries";
import { AreasPage } from "@/lib/importing/runs/areas/ui/areas-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await adminVisit(params, "/admin/imports/areas");
  return <AreasPage {...visit} known={await knownAreasFor(visit.ctx)} />;
}
