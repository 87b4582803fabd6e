import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { contactCountsFor } from "@/lib/outreach/contacts/queries";
import { ContactsPage } from "@/lib/outreach/contacts/ui/contacts-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/contacts`);
  const form = await deskFormFor(visit.ctx, id);
  const counts = form && (await contactCountsFor(visit.ctx, id));
  if (!form || !counts) notFound();
  return <ContactsPage {...visit} form={form} counts={counts} />;
}
