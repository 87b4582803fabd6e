import { document } from "@/lib/core/document";
import { electionDocument } from "@/lib/directory/elections/documents";

export const GET = document(electionDocument);
