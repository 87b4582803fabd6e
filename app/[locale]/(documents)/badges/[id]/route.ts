import { document } from "@/lib/core/document";
import { badgeDocument } from "@/lib/signatures/badge/documents";

export const GET = document(badgeDocument);
