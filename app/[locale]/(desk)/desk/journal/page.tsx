import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskTabs } from "@/lib/forms/ui/form-desk";
import { journalFor } from "@/lib/organizations/journal/queries";
import { journalQuery } from "@/lib/organizations/journal/schema";
import { JournalPage } from "@/lib/organizations/journal/ui/journal-page";

type Params = Promise<{ locale: string }>;

export default async function Page({ params, searchParams }: { params: Params; searchParams: Search }) {
  const visit = await deskVisit(params, "/desk/journal");
  const query = journalQuery.parse(await searchParams);
  const journal = await journalFor(visit.ctx, query, visit.frame.locale);
  if (!journal) notFound();
  return <JournalPage {...visit} journal={journal} query={query} tabs={deskTabs(visit.frame, "journal")} />;
}
