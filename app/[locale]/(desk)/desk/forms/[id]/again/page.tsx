import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { AgainPage } from "@/lib/forms/draft/cloning/ui/again";
import { deskFormFor, electionChoices, wordsFor } from "@/lib/forms/draft/queries";
import { organizationsFor } from "@/lib/organizations/queries";
import { mayEdit } from "@/lib/organizations/rules";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/again`);
  const form = await deskFormFor(visit.ctx, id);
  const words = form?.published && mayEdit(form.role) && (await wordsFor(form, form.published.number));
  if (!form || !words) notFound();
  const [organizations, elections] = await Promise.all([
    organizationsFor(visit.ctx),
    electionChoices(visit.ctx.now),
  ]);
  return (
    <AgainPage {...visit} form={form} words={words} organizations={organizations} elections={elections} />
  );
}
