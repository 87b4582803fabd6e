import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { coalitionOf, presentWords } from "@/lib/forms/coalition/queries";
import { wordsHash } from "@/lib/forms/coalition/rules";
import { CoalitionPage } from "@/lib/forms/coalition/ui/coalition-page";
import { deskFormFor } from "@/lib/forms/draft/queries";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/coalition`);
  const form = await deskFormFor(visit.ctx, id);
  const words = form && (await presentWords(id));
  if (!form || !words) notFound();
  return <CoalitionPage {...visit} {...(await coalitionOf(form))} form={form} hash={wordsHash(words)} />;
}
