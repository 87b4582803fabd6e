import { receiptsDoor } from "@/lib/signatures/receipts/documents";

export const GET = receiptsDoor;
