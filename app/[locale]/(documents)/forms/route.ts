import { document } from "@/lib/core/document";
import { formsDocument } from "@/lib/directory/forms/documents";

export const GET = document(formsDocument);
