import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { loginDocument, loginForm } from "@/lib/organizations/login/documents";

export const GET = document(loginDocument);
export const POST = form(loginForm);
