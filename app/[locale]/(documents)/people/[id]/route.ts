import { document } from "@/lib/core/document";
import { personDocument } from "@/lib/directory/people/documents";

export const GET = document(personDocument);
