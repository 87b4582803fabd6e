import { document } from "@/lib/core/document";
import { nowhereDocument } from "@/lib/directory/pages/documents";

export const GET = document(nowhereDocument);
