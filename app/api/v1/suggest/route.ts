import { suggest } from "@/lib/directory/finder/documents";

export const GET = suggest;
