import { document } from "@/lib/core/document";
import { builderDocument } from "@/lib/directory/embedding/documents";

export const GET = document(builderDocument);
