import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { acceptAllDocument, acceptAllForm } from "@/lib/signatures/answering/documents";

export const GET = document(acceptAllDocument);
export const POST = form(acceptAllForm);
