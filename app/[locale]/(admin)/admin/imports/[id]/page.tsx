import { notFound } from "next/navigation";
import { adminVisit, type Search } from "@/lib/core/desk-visit";
import { columnsFor, planFor } from "@/lib/importing/runs/queries";
import { ImportPage } from "@/lib/importing/runs/ui/import-page";

interface Props {
  readonly params: Promise<{ locale: string; id: string }>;
  readonly searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await adminVisit(params, `/admin/imports/${id}`);
  const { locale } = visit.frame;
  const plan = await planFor(visit.ctx, id, locale);
  if (!plan) notFound();
  const isAsked = (await searchParams).step === "columns" || plan.refusal !== null;
  const isReading = plan.state === "read" || (plan.state === "checked" && isAsked);
  const columns = isReading && plan.kind !== "areas" ? await columnsFor(visit.ctx, id, locale) : null;
  return <ImportPage {...visit} plan={plan} columns={columns} />;
}
