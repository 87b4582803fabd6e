import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { reportDocument, reportForm } from "@/lib/citizens/reports/documents";

export const GET = document(reportDocument);
export const POST = form(reportForm);
