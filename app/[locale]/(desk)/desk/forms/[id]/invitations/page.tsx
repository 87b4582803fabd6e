import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { invitationsFor } from "@/lib/outreach/mailings/queries";
import { InvitationsPage } from "@/lib/outreach/mailings/ui/invitations-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/invitations`);
  const form = await deskFormFor(visit.ctx, id);
  const invitations = form && (await invitationsFor(visit.ctx, id));
  if (!form || !invitations) notFound();
  return <InvitationsPage {...visit} {...invitations} form={form} />;
}
