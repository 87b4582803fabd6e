import { notFound } from "next/navigation";
import { adminVisit, type Search } from "@/lib/core/desk-visit";
import { candidacyFor, partyNamesFor } from "@/lib/elections/candidacies/queries";
import { addQuery } from "@/lib/elections/candidacies/schema";
import { AdminCandidacyPage } from "@/lib/elections/candidacies/ui/candidacy-page";
import { publicContests, publicNominations } from "@/lib/elections/queries";

interface Props {
  readonly params: Promise<{ locale: string; id: string }>;
  readonly searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await adminVisit(params, `/admin/candidacies/${id}`);
  const candidacy = await candidacyFor(visit.ctx, id);
  if (!candidacy) notFound();
  const [nominations, contests, parties] = await Promise.all([
    publicNominations([candidacy.id], visit.ctx.now),
    publicContests(candidacy.ballotId),
    partyNamesFor(visit.ctx),
  ]);
  const own = { nominations: nominations.get(candidacy.id) ?? [], contests, parties };
  return (
    <AdminCandidacyPage {...visit} {...own} {...addQuery.parse(await searchParams)} candidacy={candidacy} />
  );
}
