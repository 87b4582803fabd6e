import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { preflightFor } from "@/lib/outreach/preflight/queries";
import { selectorOf } from "@/lib/outreach/preflight/rules";
import { CheckPage } from "@/lib/outreach/preflight/ui/check-page";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/invitations/check`);
  const search = await searchParams;
  const kind = search.kind === "reminder" ? "reminder" : "invitation";
  const selector = selectorOf(search.selector);
  const form = await deskFormFor(visit.ctx, id);
  const preflight = form && (await preflightFor(visit.ctx, { formId: id, kind, selector }));
  if (!form || !preflight) notFound();
  return <CheckPage {...visit} form={form} preflight={preflight} kind={kind} selector={selector} />;
}
