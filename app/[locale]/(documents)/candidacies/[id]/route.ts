import { document } from "@/lib/core/document";
import { candidacyDocument } from "@/lib/directory/candidacies/documents";

export const GET = document(candidacyDocument);
