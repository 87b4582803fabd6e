import { lookup } from "@/lib/directory/finder/documents";

export const GET = lookup;
