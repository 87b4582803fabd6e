import { document } from "@/lib/core/document";
import { doneDocument } from "@/lib/signatures/signing/documents";

export const GET = document(doneDocument);
