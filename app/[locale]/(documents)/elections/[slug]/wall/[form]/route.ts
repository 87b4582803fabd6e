import { document } from "@/lib/core/document";
import { wallDocument } from "@/lib/directory/elections/wall/documents";

export const GET = document(wallDocument);
