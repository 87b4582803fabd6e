import { document } from "@/lib/core/document";
import { ownNameDocument } from "@/lib/outreach/claims/documents";

export const GET = document(ownNameDocument);
