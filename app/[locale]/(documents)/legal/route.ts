import { document } from "@/lib/core/document";
import { legalDocument } from "@/lib/directory/pages/documents";

export const GET = document(legalDocument);
