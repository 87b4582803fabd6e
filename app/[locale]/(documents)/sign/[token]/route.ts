import { document } from "@/lib/core/document";
import { openDocument } from "@/lib/signatures/documents";

export const GET = document(openDocument);
