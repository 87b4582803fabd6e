import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { approveForm, reviewDocument } from "@/lib/signatures/answering/documents";

export const GET = document(reviewDocument);
export const POST = form(approveForm);
