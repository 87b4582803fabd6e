import { document } from "@/lib/core/document";
import { constituencyDocument } from "@/lib/directory/ballots/documents";

export const GET = document(constituencyDocument);
