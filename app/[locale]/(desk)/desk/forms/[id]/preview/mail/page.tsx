import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { exampleLetter } from "@/lib/outreach/mailings/example/queries";
import { ExamplePage } from "@/lib/outreach/mailings/example/ui/example-page";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/preview/mail`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form) notFound();
  const { lang } = await searchParams;
  const language = lang === "fr" || lang === "en" ? lang : visit.frame.locale;
  return <ExamplePage {...visit} form={form} lang={language} letter={await exampleLetter(form, language)} />;
}
