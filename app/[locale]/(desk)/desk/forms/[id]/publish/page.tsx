import { notFound, redirect } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { earlierEngagements } from "@/lib/forms/draft/quality/queries";
import { findings } from "@/lib/forms/draft/quality/rules";
import { deskFormFor, sourcePairFor, wordsFor } from "@/lib/forms/draft/queries";
import { PublishPage } from "@/lib/forms/draft/ui/publish";
import { mayEdit } from "@/lib/organizations/rules";

export default async function Page({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/publish`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form || !mayEdit(form.role)) notFound();
  const { draft, published } = form;
  const words = draft && (await wordsFor(form, draft.number));
  if (!draft || !words) redirect(`/${locale}/desk/forms/${id}`);
  const before = published && (await wordsFor(form, published.number));
  const doubts = findings(words, await earlierEngagements(form));
  const texts = { words, before, fromSource: await sourcePairFor(form) };
  return <PublishPage {...visit} form={form} draft={draft} {...texts} findings={doubts} />;
}
