import { download } from "@/lib/core/download";
import { squareFile } from "@/lib/signatures/sharing/documents";

export const GET = download(squareFile);
