import { adminVisit } from "@/lib/core/desk-visit";
import { AdminOverview } from "@/lib/organizations/ui/admin-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  return <AdminOverview {...(await adminVisit(params, "/admin"))} />;
}
