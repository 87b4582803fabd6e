import { document } from "@/lib/core/document";
import { comparisonDocument } from "@/lib/directory/ballots/comparing/documents";

export const GET = document(comparisonDocument);
