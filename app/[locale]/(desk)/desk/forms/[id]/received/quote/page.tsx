import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { publishedVersionFor } from "@/lib/forms/queries";
import { mayEdit } from "@/lib/organizations/rules";
import { publicChannelsOf } from "@/lib/signatures/quoting/queries";
import { QuoteFormPage } from "@/lib/signatures/quoting/ui/quote-form-page";
import { candidacyFor } from "@/lib/signatures/recording/queries";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const { candidacy, role } = await searchParams;
  const visit = await deskVisit(params, `/desk/forms/${id}/received/quote`);
  const form = await deskFormFor(visit.ctx, id);
  const whose = role === "substitute" ? "substitute" : "candidate";
  const person =
    form && typeof candidacy === "string" ? await candidacyFor(visit.ctx, id, candidacy, whose) : null;
  const version = person && (await publishedVersionFor(id));
  if (!form || !person || !version || !mayEdit(form.role)) notFound();
  const channels = await publicChannelsOf(person.publicId);
  return <QuoteFormPage {...visit} {...{ form, person, version, channels }} />;
}
