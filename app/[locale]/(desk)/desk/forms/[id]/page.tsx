import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor, funnelFor, wordsFor } from "@/lib/forms/draft/queries";
import { FormPage } from "@/lib/forms/draft/ui/form-page";
import { publicVersions } from "@/lib/forms/queries";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}`);
  const form = await deskFormFor(visit.ctx, id);
  const words = form && (await wordsFor(form, (form.draft ?? form.published)?.number ?? 0));
  if (!form || !words) notFound();
  const [{ signed }, versions] = await Promise.all([funnelFor(visit.ctx, form), publicVersions(form.slug)]);
  const { remove, published } = await searchParams;
  return (
    <FormPage
      {...visit}
      form={form}
      words={words}
      signatures={signed}
      versions={versions}
      removing={remove}
      isNew={!!published}
    />
  );
}
