import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { suggestDocument, suggestForm } from "@/lib/outreach/suggestions/documents";

export const GET = document(suggestDocument);
export const POST = form(suggestForm);
