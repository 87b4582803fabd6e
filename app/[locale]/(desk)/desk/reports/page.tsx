import { notFound } from "next/navigation";
import { reportsFor } from "@/lib/citizens/reports/queries";
import { ReportsPage } from "@/lib/citizens/reports/ui/reports-page";
import { deskVisit } from "@/lib/core/desk-visit";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk/reports");
  const reports = await reportsFor(visit.ctx);
  if (!reports) notFound();
  return <ReportsPage {...visit} reports={reports} />;
}
