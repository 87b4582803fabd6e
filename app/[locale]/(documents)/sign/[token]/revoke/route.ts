import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { handOverDocument, revokeForm } from "@/lib/signatures/preparing/documents";

export const GET = document(handOverDocument);
export const POST = form(revokeForm);
