import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { renewDocument, renewForm } from "@/lib/signatures/documents";

export const GET = document(renewDocument);
export const POST = form(renewForm);
