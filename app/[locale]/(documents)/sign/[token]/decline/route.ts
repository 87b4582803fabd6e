import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { declineDocument, declineForm } from "@/lib/signatures/documents";

export const GET = document(declineDocument);
export const POST = form(declineForm);
