import { notFound } from "next/navigation";
import { adminVisit, type Search } from "@/lib/core/desk-visit";
import { coverageFor, electionFor } from "@/lib/elections/coverage/queries";
import { coverageQuery } from "@/lib/elections/coverage/schema";
import { ElectionPage } from "@/lib/elections/coverage/ui/election-page";

interface Props {
  readonly params: Promise<{ locale: string; slug: string }>;
  readonly searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { slug } = await params;
  const visit = await adminVisit(params, `/admin/elections/${slug}`);
  const query = coverageQuery.parse(await searchParams);
  const election = await electionFor(visit.ctx, slug);
  const coverage = election && (await coverageFor(visit.ctx, election.id, query));
  if (!election || !coverage) notFound();
  return <ElectionPage {...visit} election={election} coverage={coverage} query={query} />;
}
