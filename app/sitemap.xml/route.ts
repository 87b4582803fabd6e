import { sitemap } from "@/lib/directory/pages/documents";

export const dynamic = "force-dynamic";
export const GET = sitemap;
