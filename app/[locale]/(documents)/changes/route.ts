import { document } from "@/lib/core/document";
import { changesDocument } from "@/lib/directory/changes/documents";

export const GET = document(changesDocument);
