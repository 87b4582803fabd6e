import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { openDocument } from "@/lib/signatures/documents";
import { nameForm } from "@/lib/signatures/preparing/documents";

export const GET = document(openDocument);
export const POST = form(nameForm);
