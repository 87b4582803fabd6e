import { document } from "@/lib/core/document";
import { doneRehearsal } from "@/lib/signatures/rehearsal/documents";

export const GET = document(doneRehearsal);
