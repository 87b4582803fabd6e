import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { contestDocument, contestForm } from "@/lib/signatures/disputing/documents";

export const GET = document(contestDocument);
export const POST = form(contestForm);
