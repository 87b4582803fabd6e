import { document } from "@/lib/core/document";
import { formDocument } from "@/lib/directory/forms/documents";

export const GET = document(formDocument);
