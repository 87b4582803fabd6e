import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { confirmDocument, signForm } from "@/lib/signatures/signing/documents";

export const GET = document(confirmDocument);
export const POST = form(signForm);
