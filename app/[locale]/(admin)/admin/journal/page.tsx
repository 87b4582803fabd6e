import { notFound } from "next/navigation";
import { adminVisit, type Search } from "@/lib/core/desk-visit";
import { wholeJournalFor } from "@/lib/organizations/journal/queries";
import { journalQuery } from "@/lib/organizations/journal/schema";
import { AdminJournalPage } from "@/lib/organizations/journal/ui/journal-page";

type Params = Promise<{ locale: string }>;

export default async function Page({ params, searchParams }: { params: Params; searchParams: Search }) {
  const visit = await adminVisit(params, "/admin/journal");
  const query = journalQuery.parse(await searchParams);
  const journal = await wholeJournalFor(visit.ctx, query, visit.frame.locale);
  if (!journal) notFound();
  return <AdminJournalPage {...visit} journal={journal} query={query} />;
}
