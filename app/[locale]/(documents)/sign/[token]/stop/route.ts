import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { stopDocument, stopForm } from "@/lib/signatures/documents";

export const GET = document(stopDocument);
export const POST = form(stopForm);
