import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { notMeDocument, notMeForm } from "@/lib/signatures/documents";

export const GET = document(notMeDocument);
export const POST = form(notMeForm);
