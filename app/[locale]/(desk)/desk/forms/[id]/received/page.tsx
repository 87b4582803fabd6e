import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { attestationsFor } from "@/lib/signatures/attesting/queries";
import { waitingFor } from "@/lib/signatures/countersigning/queries";
import { papersFor } from "@/lib/signatures/paper/queries";
import { ReceivedPage } from "@/lib/signatures/paper/ui/received-page";
import { quotesFor } from "@/lib/signatures/quoting/queries";
import { candidaciesFor } from "@/lib/signatures/recording/queries";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const { q } = await searchParams;
  const typed =
    typeof q === "string"
      ? q
          .replace(/\p{Cc}/gu, " ")
          .trim()
          .slice(0, 100)
      : "";
  const visit = await deskVisit(params, `/desk/forms/${id}/received`);
  const form = await deskFormFor(visit.ctx, id);
  if (!form) notFound();
  const found = typed ? await candidaciesFor(visit.ctx, id, typed) : [];
  const [papers, quotes, attestations, waiting] = await Promise.all([
    papersFor(visit.ctx, id),
    quotesFor(visit.ctx, id),
    attestationsFor(visit.ctx, id),
    waitingFor(visit.ctx, id),
  ]);
  return <ReceivedPage {...visit} {...{ form, papers, quotes, attestations, waiting, typed, found }} />;
}
