import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { passkeyDocument, passkeyForm } from "@/lib/signatures/passkeys/documents";

export const GET = document(passkeyDocument);
export const POST = form(passkeyForm);
