import { deskVisit } from "@/lib/core/desk-visit";
import { deskTabs } from "@/lib/forms/ui/form-desk";
import { membersFor, organizationsFor } from "@/lib/organizations/queries";
import { MembersPage } from "@/lib/organizations/ui/members";

export default async function Page({ params }: { params: Promise<{ locale: string }> }) {
  const visit = await deskVisit(params, "/desk/members");
  const own = await organizationsFor(visit.ctx);
  const organizations = await Promise.all(
    own.map(async (organization) => ({
      organization,
      members: await membersFor(visit.ctx, organization.id),
    })),
  );
  return <MembersPage {...visit} organizations={organizations} tabs={deskTabs(visit.frame, "members")} />;
}
