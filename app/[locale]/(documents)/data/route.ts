import { document } from "@/lib/core/document";
import { dataDocument } from "@/lib/directory/data/documents";

export const GET = document(dataDocument);
