import { document } from "@/lib/core/document";
import { methodDocument } from "@/lib/directory/pages/documents";

export const GET = document(methodDocument);
