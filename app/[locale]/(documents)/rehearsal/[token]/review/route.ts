import { document } from "@/lib/core/document";
import { reviewRehearsal } from "@/lib/signatures/rehearsal/documents";

export const GET = document(reviewRehearsal);
