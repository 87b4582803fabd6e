import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { invitationsFor } from "@/lib/outreach/mailings/queries";
import { InvitationsPage } from "@/lib/outreach/mailings/ui/invitations-page";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/invitations`);
  const kind = (await searchParams).kind === "reminder" ? "reminder" : "invitation";
  const form = await deskFormFor(visit.ctx, id);
  const invitations = form && (await invitationsFor(visit.ctx, id, kind));
  if (!form || !invitations) notFound();
  return <InvitationsPage {...visit} {...invitations} form={form} kind={kind} />;
}
