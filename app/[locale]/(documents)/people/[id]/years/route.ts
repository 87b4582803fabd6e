import { document } from "@/lib/core/document";
import { yearsDocument } from "@/lib/directory/people/years/documents";

export const GET = document(yearsDocument);
