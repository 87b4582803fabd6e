import { notFound } from "next/navigation";
import { adminVisit } from "@/lib/core/desk-visit";
import { importsFor } from "@/lib/importing/runs/queries";
import { ImportsPage } from "@/lib/importing/runs/ui/imports-page";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await adminVisit(params, "/admin/imports");
  const imports = await importsFor(visit.ctx, visit.frame.locale);
  if (!imports) notFound();
  return <ImportsPage {...visit} imports={imports} />;
}
