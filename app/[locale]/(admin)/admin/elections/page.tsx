import { adminVisit } from "@/lib/core/desk-visit";
import { electionsFor } from "@/lib/elections/coverage/queries";
import { ElectionsPage } from "@/lib/elections/coverage/ui/elections-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await adminVisit(params, "/admin/elections");
  return <ElectionsPage {...visit} elections={await electionsFor(visit.ctx)} />;
}
