import { document } from "@/lib/core/document";
import { searchDocument } from "@/lib/directory/finder/documents";

export const GET = document(searchDocument);
