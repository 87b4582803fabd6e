import { download } from "@/lib/core/download";
import { receiptFile } from "@/lib/signatures/receipts/documents";

export const GET = download(receiptFile);
