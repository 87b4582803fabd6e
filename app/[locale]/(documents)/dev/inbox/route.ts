import { document } from "@/lib/core/document";
import { inboxDocument } from "@/lib/outreach/post/documents";

export const GET = document(inboxDocument);
