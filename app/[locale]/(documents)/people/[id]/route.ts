import { document } from "@/lib/core/document";
import { personDocument } from "@/lib/directory/candidacies/documents";

export const GET = document(personDocument);
