import { adminVisit } from "@/lib/core/desk-visit";
import { NewImportPage } from "@/lib/importing/runs/ui/new-import-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  return <NewImportPage {...(await adminVisit(params, "/admin/imports/new"))} />;
}
