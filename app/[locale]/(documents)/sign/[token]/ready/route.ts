import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { reviewDocument } from "@/lib/signatures/answering/documents";
import { readyForm } from "@/lib/signatures/preparing/documents";

export const GET = document(reviewDocument);
export const POST = form(readyForm);
