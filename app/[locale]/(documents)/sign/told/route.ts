import { document } from "@/lib/core/document";
import { toldDocument } from "@/lib/signatures/documents";

export const GET = document(toldDocument);
