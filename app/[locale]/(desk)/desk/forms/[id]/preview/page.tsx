import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor, wordsFor } from "@/lib/forms/draft/queries";
import { PreviewPage } from "@/lib/forms/draft/ui/preview";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/preview`);
  const form = await deskFormFor(visit.ctx, id);
  const words = form && (await wordsFor(form, (form.draft ?? form.published)?.number ?? 0));
  if (!form || !words) notFound();
  const { as, lang } = await searchParams;
  const reader = as === "citizen" || as === "print" ? as : "candidate";
  const language = lang === "fr" || lang === "en" ? lang : visit.frame.locale;
  return <PreviewPage {...visit} form={form} words={words} reader={reader} lang={language} />;
}
