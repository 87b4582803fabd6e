import { notFound } from "next/navigation";
import { deskVisit } from "@/lib/core/desk-visit";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { paperFor } from "@/lib/signatures/paper/queries";
import { CoverPage } from "@/lib/signatures/paper/ui/cover-page";

interface Props {
  params: Promise<{ locale: string; id: string; paper: string; position: string }>;
}

export default async function Page({ params }: Props) {
  const { id, paper: paperId, position } = await params;
  const path = `/desk/forms/${id}/received/${encodeURIComponent(paperId)}/cover/${encodeURIComponent(position)}`;
  const visit = await deskVisit(params, path);
  const form = await deskFormFor(visit.ctx, id);
  const paper = form && (await paperFor(visit.ctx, id, paperId));
  const page = paper?.pages.find((one) => String(one.position) === position && one.kind === "image");
  if (!form || !paper || !page || paper.isPublished || paper.isSetAside) notFound();
  return <CoverPage {...visit} form={form} paper={paper} position={page.position} />;
}
