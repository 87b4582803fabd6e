import { download } from "@/lib/core/download";
import { publicPageFile } from "@/lib/signatures/paper/documents";

export const GET = download(publicPageFile);
