import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { answersRehearsal, answersRehearsalForm } from "@/lib/signatures/rehearsal/documents";

export const GET = document(answersRehearsal);
export const POST = form(answersRehearsalForm);
