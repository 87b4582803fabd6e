import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { confirmRehearsal, signRehearsalForm } from "@/lib/signatures/rehearsal/documents";

export const GET = document(confirmRehearsal);
export const POST = form(signRehearsalForm);
