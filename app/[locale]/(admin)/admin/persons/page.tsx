import { notFound } from "next/navigation";
import { adminVisit, type Search } from "@/lib/core/desk-visit";
import { personsFor, recentMergesFor, reviewQueueFor } from "@/lib/elections/persons/queries";
import { personsQuery } from "@/lib/elections/persons/schema";
import { PersonsPage } from "@/lib/elections/persons/ui/persons-page";

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const visit = await adminVisit(params, "/admin/persons");
  const query = personsQuery.parse(await searchParams);
  const [queue, recent, found] = await Promise.all([
    reviewQueueFor(visit.ctx, query),
    recentMergesFor(visit.ctx),
    personsFor(visit.ctx, query.q),
  ]);
  if (!queue) notFound();
  return <PersonsPage {...visit} query={query} queue={queue} recent={recent} found={found} />;
}
