import { document } from "@/lib/core/document";
import { elsewhereRehearsal } from "@/lib/signatures/rehearsal/documents";

export const GET = document(elsewhereRehearsal);
