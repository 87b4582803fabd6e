import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { withdrawDocument, withdrawForm } from "@/lib/signatures/documents";

export const GET = document(withdrawDocument);
export const POST = form(withdrawForm);
