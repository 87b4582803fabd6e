import { document } from "@/lib/core/document";
import { writeDocument } from "@/lib/directory/writing/documents";

export const GET = document(writeDocument);
