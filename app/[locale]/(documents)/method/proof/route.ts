import { document } from "@/lib/core/document";
import { proofDocument } from "@/lib/directory/pages/documents";

export const GET = document(proofDocument);
