import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { quoteFor } from "@/lib/signatures/quoting/queries";
import { QuotePage } from "@/lib/signatures/quoting/ui/quote-page";

interface Props {
  params: Promise<{ locale: string; id: string; quote: string }>;
}

export default async function Page({ params }: Props) {
  const { id, quote: quoteId } = await params;
  const visit = await deskVisit(params, `/desk/forms/${id}/received/quotes/${encodeURIComponent(quoteId)}`);
  const form = await deskFormFor(visit.ctx, id);
  const quote = form && (await quoteFor(visit.ctx, id, quoteId));
  if (!form || !quote) notFound();
  return <QuotePage {...visit} form={form} quote={quote} />;
}
