import { redirect } from "next/navigation";
import { adminVisit } from "@/lib/core/desk-visit";
import { knownAreasFor } from "@/lib/importing/runs/areas/queries";
import { NewImportPage } from "@/lib/importing/runs/ui/new-import-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await adminVisit(params, "/admin/imports/new");
  const known = await knownAreasFor(visit.ctx);
  // A list is read by constituency: without any, each of its rows would be in doubt.
  if (known?.constituencies === 0) redirect(`/${visit.frame.locale}/admin/imports/areas`);
  return <NewImportPage {...visit} />;
}
