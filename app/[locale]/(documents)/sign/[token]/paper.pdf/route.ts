import { download } from "@/lib/core/download";
import { ownPaperFile } from "@/lib/signatures/paper/documents";

export const GET = download(ownPaperFile);
