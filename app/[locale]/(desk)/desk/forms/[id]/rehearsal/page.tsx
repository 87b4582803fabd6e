import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { mayRehearse, rehearsalFor, rehearsedLetter } from "@/lib/outreach/rehearsal/queries";
import { RehearsalPage } from "@/lib/outreach/rehearsal/ui/rehearsal-page";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/rehearsal`);
  const { locale } = visit.frame;
  const form = await deskFormFor(visit.ctx, id);
  if (!form || !(await mayRehearse(visit.ctx, id))) notFound();
  const rehearsal = await rehearsalFor(visit.ctx, id, locale);
  const letters = await Promise.all(
    (rehearsal?.people ?? []).map(async (person) => ({
      id: person.id,
      letter: await rehearsedLetter(form, person, locale),
    })),
  );
  return <RehearsalPage {...visit} form={form} rehearsal={rehearsal} letters={letters} />;
}
