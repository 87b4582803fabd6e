import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { acceptRehearsal, acceptRehearsalForm } from "@/lib/signatures/rehearsal/documents";

export const GET = document(acceptRehearsal);
export const POST = form(acceptRehearsalForm);
