import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { contestOwnDocument, contestOwnForm } from "@/lib/signatures/disputing/documents";

export const GET = document(contestOwnDocument);
export const POST = form(contestOwnForm);
