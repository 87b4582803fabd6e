import { document } from "@/lib/core/document";
import { electionsDocument } from "@/lib/directory/elections/documents";

export const GET = document(electionsDocument);
