import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { peopleFor } from "@/lib/outreach/mailings/people/queries";
import { whichOf } from "@/lib/outreach/mailings/people/rules";
import { PeoplePage } from "@/lib/outreach/mailings/ui/people-page";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/invitations/people`);
  const search = await searchParams;
  const which = whichOf(search);
  const page = Math.max(1, Math.trunc(Number(search.page)) || 1);
  const form = which && (await deskFormFor(visit.ctx, id));
  const people = form && (await peopleFor(visit.ctx, id, which, page));
  if (!form || !people) notFound();
  return <PeoplePage {...visit} form={form} which={which} people={people} page={page} />;
}
