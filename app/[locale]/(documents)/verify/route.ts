import { document } from "@/lib/core/document";
import { verifyDocument } from "@/lib/proof/verifying/documents";

export const GET = document(verifyDocument);
