import { document } from "@/lib/core/document";
import { letterDocument } from "@/lib/outreach/post/documents";

export const GET = document(letterDocument);
