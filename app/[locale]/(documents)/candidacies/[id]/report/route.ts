import { reportDocument, reportForm } from "@/lib/citizens/reports/documents";
import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";

export const GET = document(reportDocument);
export const POST = form(reportForm);
