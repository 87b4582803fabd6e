import { download } from "@/lib/core/download";
import { receiptPdf } from "@/lib/signatures/receipts/documents";

export const GET = download(receiptPdf);
