import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { askContestDocument, askContestForm } from "@/lib/signatures/disputing/documents";

export const GET = document(askContestDocument);
export const POST = form(askContestForm);
