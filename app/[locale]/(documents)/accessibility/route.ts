import { document } from "@/lib/core/document";
import { accessibilityDocument } from "@/lib/directory/pages/documents";

export const GET = document(accessibilityDocument);
