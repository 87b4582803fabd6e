import { document } from "@/lib/core/document";
import { constituenciesDocument } from "@/lib/directory/elections/documents";

export const GET = document(constituenciesDocument);
