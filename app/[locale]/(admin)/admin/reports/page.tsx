import { notFound } from "next/navigation";
import { allReportsFor } from "@/lib/citizens/reports/queries";
import { AdminReportsPage } from "@/lib/citizens/reports/ui/reports-page";
import { adminVisit } from "@/lib/core/desk-visit";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await adminVisit(params, "/admin/reports");
  const reports = await allReportsFor(visit.ctx);
  if (!reports) notFound();
  return <AdminReportsPage {...visit} reports={reports} />;
}
