import { document } from "@/lib/core/document";
import { systemDocument } from "@/lib/directory/system/documents";

export const GET = document(systemDocument);
