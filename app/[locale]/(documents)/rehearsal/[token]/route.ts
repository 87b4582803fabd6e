import { document } from "@/lib/core/document";
import { openRehearsal } from "@/lib/signatures/rehearsal/documents";

export const GET = document(openRehearsal);
