import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { answersDocument, answersForm } from "@/lib/signatures/answering/documents";

export const GET = document(answersDocument);
export const POST = form(answersForm);
