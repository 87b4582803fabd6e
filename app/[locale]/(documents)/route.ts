import { document } from "@/lib/core/document";
import { homeDocument } from "@/lib/directory/home/documents";

export const GET = document(homeDocument);
