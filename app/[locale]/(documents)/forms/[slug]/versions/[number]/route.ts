import { document } from "@/lib/core/document";
import { versionDocument } from "@/lib/directory/forms/documents";

export const GET = document(versionDocument);
