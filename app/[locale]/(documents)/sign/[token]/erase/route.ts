import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { eraseDocument, eraseForm } from "@/lib/signatures/erasing/documents";

export const GET = document(eraseDocument);
export const POST = form(eraseForm);
