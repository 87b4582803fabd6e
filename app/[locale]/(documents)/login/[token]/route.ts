import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { openDocument, openForm } from "@/lib/organizations/login/documents";

export const GET = document(openDocument);
export const POST = form(openForm);
