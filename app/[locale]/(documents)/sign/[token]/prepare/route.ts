import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { handOverDocument, handOverForm } from "@/lib/signatures/preparing/documents";

export const GET = document(handOverDocument);
export const POST = form(handOverForm);
