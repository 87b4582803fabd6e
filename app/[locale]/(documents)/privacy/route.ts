import { document } from "@/lib/core/document";
import { privacyDocument } from "@/lib/directory/pages/documents";

export const GET = document(privacyDocument);
