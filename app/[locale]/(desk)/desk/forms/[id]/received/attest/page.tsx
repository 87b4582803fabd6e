import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { mayEdit } from "@/lib/organizations/rules";
import { lastSignatureFor } from "@/lib/signatures/attesting/queries";
import { AttestPage } from "@/lib/signatures/attesting/ui/attest-page";
import { candidacyFor } from "@/lib/signatures/recording/queries";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const { candidacy, role } = await searchParams;
  const visit = await deskVisit(params, `/desk/forms/${id}/received/attest`);
  const form = await deskFormFor(visit.ctx, id);
  const whose = role === "substitute" ? "substitute" : "candidate";
  const person =
    form && typeof candidacy === "string" ? await candidacyFor(visit.ctx, id, candidacy, whose) : null;
  if (!form || !person || !mayEdit(form.role)) notFound();
  const signature = await lastSignatureFor(visit.ctx, id, person.publicId, whose);
  return <AttestPage {...visit} {...{ form, person, signature }} />;
}
