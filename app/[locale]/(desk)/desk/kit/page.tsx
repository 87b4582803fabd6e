import { notFound } from "next/navigation";
import { deskVisit, type Search } from "@/lib/core/desk-visit";
import { kitFor } from "@/lib/outreach/kit/queries";
import { KitPage } from "@/lib/outreach/kit/ui/kit-page";

interface Props {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Search;
}

export default async function Page({ params, searchParams }: Props) {
  const visit = await deskVisit(params, "/desk/kit");
  const { form } = await searchParams;
  const kit = await kitFor(visit.ctx, typeof form === "string" ? form : "");
  if (!kit) notFound();
  return <KitPage {...visit} kit={kit} />;
}
