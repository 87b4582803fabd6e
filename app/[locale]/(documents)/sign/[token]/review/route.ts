import { document } from "@/lib/core/document";
import { reviewDocument } from "@/lib/signatures/answering/documents";

export const GET = document(reviewDocument);
