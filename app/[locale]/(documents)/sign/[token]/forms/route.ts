import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { formsDocument, openForm } from "@/lib/signatures/inbox/documents";

export const GET = document(formsDocument);
export const POST = form(openForm);
